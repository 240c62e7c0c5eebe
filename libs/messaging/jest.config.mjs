import preset from '../../jest.preset.mjs';

// Most of these tests wait: two files at a time.
export default { ...preset, maxWorkers: 2 };

import preset from '../../jest.preset.mjs';

// An installation starts in seconds, on a busy machine in many.
export default { ...preset, testTimeout: 120_000 };

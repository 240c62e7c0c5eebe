import preset from '../../../jest.preset.mjs';

const [[, [swcJest, swc]]] = Object.entries(preset.transform);
const parser = { ...swc.jsc.parser, tsx: true };
const transform = { ...swc.jsc.transform, react: { runtime: 'automatic' } };

export default {
  ...preset,
  testMatch: ['<rootDir>/src/**/*.spec.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { ...preset.transform, '^.+\\.tsx$': [swcJest, { ...swc, jsc: { ...swc.jsc, parser, transform } }] },
};

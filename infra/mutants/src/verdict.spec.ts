import { type JestReport, verdictOf } from './verdict.js';

const report = (...statuses: string[]): JestReport => ({
  numRuntimeErrorTestSuites: 0,
  testResults: [
    { name: 'a.spec.ts', assertionResults: statuses.map((status, nth) => ({ fullName: `test ${nth}`, status })) },
  ],
});

describe('a run of specs', () => {
  it('is green when no test failed', () => expect(verdictOf(report('passed', 'pending')).outcome).toBe('green'));

  it('has caught a mutant when a test failed, and names the first', () =>
    expect(verdictOf(report('passed', 'failed', 'failed'))).toEqual({ outcome: 'caught', by: 'test 1' }));

  it.each([
    ['whose code cannot be loaded', { ...report('failed'), numRuntimeErrorTestSuites: 1 }],
    ['that was ended, or crashed', null],
    ['in which all tests were skipped', report('pending', 'todo')],
    ['of no file', { numRuntimeErrorTestSuites: 0, testResults: [] }],
  ])('%s says nothing', (_, one) => expect(verdictOf(one).outcome).toBe('no result'));
});

/** What is used of what jest writes with `--json`. */
export interface JestReport {
  numRuntimeErrorTestSuites: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string }[] }[];
}

export interface Verdict {
  outcome: 'green' | 'caught' | 'no result';
  /** The first test that failed, or why nothing can be said. */
  by: string;
}

/** Only a test that failed says something: not code that cannot be loaded, and not a run without an end. @param report null when jest wrote none */
export function verdictOf(report: JestReport | null): Verdict {
  if (report === null) return { outcome: 'no result', by: 'jest wrote no report in time' };
  if (report.numRuntimeErrorTestSuites > 0) return { outcome: 'no result', by: 'the tests could not be loaded' };
  const silent = report.testResults.find(({ assertionResults }) => !assertionResults.some(hasRun));
  if (silent || report.testResults.length === 0)
    return { outcome: 'no result', by: `no test was run of ${silent?.name ?? 'any file'}` };
  const [first] = report.testResults.flatMap(one => one.assertionResults).filter(({ status }) => status === 'failed');
  return first ? { outcome: 'caught', by: first.fullName } : { outcome: 'green', by: '' };
}

const hasRun = ({ status }: { status: string }): boolean => status === 'passed' || status === 'failed';

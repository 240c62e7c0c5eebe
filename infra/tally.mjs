// Counts the tests by what jest prints, and sums them up at the end.
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedTests = new Map();

/**
 * Reads the lines that jest prints, or that nx replays from its cache: the totals, and what is said of each test that failed.
 * @returns called with each line of one process
 */
export function jestReader() {
  let lines;
  return line => {
    const plain = line.replace(/\x1b\[[0-9;]*m/g, '');
    if (/^ +● (?!Console$)/.test(plain)) failedTests.set(plain, (lines = []));
    else if (/^ *(PASS|FAIL|Test Suites:) /.test(plain)) lines = undefined;
    if (lines && lines.length < 30) lines.push(plain);
    count(plain.trim());
  };
}

/** Its last line is always `N passed, N failed, N skipped`. */
export function printSummary({ failedSteps, isInterrupted }) {
  for (const lines of failedTests.values()) console.log(`\n${lines.join('\n')}`);
  if (failedSteps.length) console.log(`\nFailed: ${failedSteps.join(', ')}`);
  if (isInterrupted) console.log('\nInterrupted.');
  console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
}

function count(line) {
  const [, parts] = /^Tests: +(.*), \d+ total$/.exec(line) ?? [];
  for (const [, amount, kind] of parts?.matchAll(/(\d+) (passed|failed|skipped|todo)/g) ?? [])
    totals[kind === 'todo' ? 'skipped' : kind] += Number(amount);
}

// What came of the tests, read from what jest prints, and told at the end.
const totals = { passed: 0, failed: 0, skipped: 0 };
const failedTests = new Map();

/** Reads jest's lines, of runs that nx replays from its cache too: its totals, and what it says of each test that failed. */
export function reader() {
  let lines;
  return line => {
    const plain = line.replace(/\x1b\[[0-9;]*m/g, '');
    if (/^ +● (?!Console$)/.test(plain)) failedTests.set(plain, (lines = []));
    else if (/^ *(PASS|FAIL|Test Suites:) /.test(plain)) lines = undefined;
    if (lines && lines.length < 30) lines.push(plain);
    count(plain.trim());
  };
}

/** The last line is always `N passed, N failed, N skipped`. */
export function tell({ failedSteps, isInterrupted }) {
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

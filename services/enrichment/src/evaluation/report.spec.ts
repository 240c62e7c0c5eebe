import { tableOf } from './report.js';

describe('a table of figures', () => {
  it('has a column for everything that any row says', () =>
    expect(
      tableOf([
        { what: 'typos', value: 0.98765 },
        { what: 'all', count: 3, took: { ours: 12.34, theirs: 7 } },
      ]),
    ).toBe(
      [
        '| what  | value | count | took ours | took theirs |',
        '| ----- | ----- | ----- | --------- | ----------- |',
        '| typos | 0.988 |       |           |             |',
        '| all   |       | 3     | 12.3      | 7           |',
      ].join('\n'),
    ));

  it('writes lists in one cell, and nothing for null', () =>
    expect(tableOf([{ confusion: [1, 2, 3], where: null }]).split('\n')[2]).toBe('| 1 2 3     |       |'));
});

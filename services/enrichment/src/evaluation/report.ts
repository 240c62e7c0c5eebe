/** A row of a table; nested members become columns of their own. */
export type Measured = object;

type Cell = string | number | boolean | null;

/** A Markdown table; where a row lacks a column, its cell is empty. */
export function tableOf(rows: readonly Measured[]): string {
  const flat = rows.map(row => flattened(row));
  const columns = [...new Set(flat.flatMap(row => Object.keys(row)))];
  const cells = flat.map(row => columns.map(column => written(row[column] ?? null)));
  const widths = columns.map((column, nth) => Math.max(column.length, ...cells.map(line => line[nth]!.length)));
  const line = (values: string[]): string =>
    `| ${values.map((value, nth) => value.padEnd(widths[nth]!)).join(' | ')} |`;
  const rule = `| ${widths.map(width => '-'.repeat(width)).join(' | ')} |`;
  return [line(columns), rule, ...cells.map(line)].join('\n');
}

function flattened(row: object, above = ''): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]): [string, Cell][] => {
      const column = above ? `${above} ${name}` : name;
      if (Array.isArray(value)) return [[column, value.map(each => written(each as Cell)).join(' ')]];
      if (typeof value === 'object' && value !== null) return Object.entries(flattened(value as object, column));
      return [[column, value as Cell]];
    }),
  );
}

/** Shares with three decimals, larger numbers with one. */
function written(value: Cell): string {
  if (value === null) return '';
  if (typeof value !== 'number' || Number.isInteger(value)) return String(value);
  return Math.abs(value) < 10 ? value.toFixed(3) : value.toFixed(1);
}

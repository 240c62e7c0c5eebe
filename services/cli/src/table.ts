/** Lines of aligned columns, without trailing spaces. */
export function table(heads: string[], rows: (string | number | null | undefined)[][]): string[] {
  const cells = [heads, ...rows.map(row => row.map(cell => String(cell ?? '')))];
  const widths = heads.map((_, nth) => Math.max(...cells.map(row => row[nth]?.length ?? 0)));
  return cells.map(row =>
    row
      .map((cell, nth) => cell.padEnd(widths[nth] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

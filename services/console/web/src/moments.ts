const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "3 minutes ago", in words of the language; after a week the date. */
export function ago(language: string, iso: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  if (seconds < -7 * 86_400) return dayOf(language, iso);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return words.format(Math.trunc(Math.min(seconds, 0) / size), unit);
}

export const dayOf = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso));

export const dayAndTime = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

export const preciseTime = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(iso));

/** The time between two instants: "+ 84 ms", "+ 1.2 s", "+ 3 min". */
export function later(language: string, from: string, to: string): string {
  const ms = Math.max(0, Date.parse(to) - Date.parse(from));
  const [value, unit] = ms < 1000 ? [ms, 'millisecond'] : ms < 60_000 ? [ms / 1000, 'second'] : [ms / 60_000, 'minute'];
  const words = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return `+ ${words.format(value)}`;
}

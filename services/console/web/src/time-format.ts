const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** "3 min. ago"; the date, where that is more than a week. */
export function formatTimeAgo(language: string, iso: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000);
  if (seconds < -7 * 86_400) return formatDate(language, iso);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' });
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return words.format(Math.trunc(Math.min(seconds, 0) / size), unit);
}

export const formatDate = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(iso));

export const formatDateTime = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));

export const formatTimeOfDay = (language: string, iso: string) =>
  new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    hourCycle: 'h23',
  }).format(new Date(iso));

/** The time between two instants: "+ 84 ms", "+ 1.2 sec", "+ 3 min", "+ 40 days". */
export const formatElapsed = (language: string, from: string, to: string) =>
  `+ ${formatDuration(language, Date.parse(to) - Date.parse(from))}`;

/** A duration in the largest unit of which it has at least one. */
export function formatDuration(language: string, ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  const short = seconds < 1 ? (['millisecond', 0.001] as const) : (['second', 1] as const);
  const [unit, size] = UNITS.find(([, length]) => seconds >= length) ?? short;
  const words = new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
  return words.format(seconds / size);
}

import { isInstant } from '@ckm/contracts';
import { type Alert, emergingIn, type Mention } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { command, handler, type Io } from '../call.js';
import { LineFault } from '../lines.js';
import { faultLine, readLines } from '../ndjson.js';

const ABOUT = `
It reads NDJSON on standard input, {"at": "2026-11-02T08:15:00Z", "theme": …, "customer": …} a line, in any order, and writes
{"theme", "at", "base", "observed", "customers"} a line, in order of time: when it was known, how many mentions were to be expected in
3 days, how many there were, and from how many customers. A line that cannot be read gives {"error": {"code", "detail"}} before them, and
exit code 1 at the end.`;

const INSTANT = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

export const emerging = (io: Io): Command =>
  command(io, 'emerging', 'Tell the themes that come up: much more in 3 days than in the 28 days before.')
    .addHelpText('after', ABOUT)
    .action(handler(io, () => answer(io)));

async function answer(io: Io): Promise<boolean> {
  const mentions: Mention[] = [];
  let isGood = true;
  for await (const line of readLines(io.input, mentionIn)) {
    if (!('fault' in line)) mentions.push(line.value);
    else {
      isGood = false;
      if (!(await io.write(faultLine(line.fault, line.line)))) return isGood;
    }
  }
  for (const alert of emergingIn(mentions)) if (!(await io.write(alertLine(alert)))) break;
  return isGood;
}

function mentionIn({ at, theme, customer }: Record<string, unknown>): Mention {
  const time = typeof at === 'string' ? timeIn(at) : NaN;
  if (Number.isNaN(time))
    throw new LineFault('body-invalid', '/at must be a date, or a time with its zone, as in RFC 3339.');
  return { at: time, theme: named('theme', theme), customer: named('customer', customer) };
}

/** Milliseconds since 1970; NaN where it is no instant. */
function timeIn(at: string): number {
  const [, day] = INSTANT.exec(at) ?? [];
  return day !== undefined && isInstant(`${day}T00:00:00Z`) ? Date.parse(at) : NaN;
}

function named(member: string, value: unknown): string {
  if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) return String(value);
  throw new LineFault('body-invalid', `/${member} must be a name or a number.`);
}

const alertLine = ({ theme, at, base, observed, customers }: Alert): string =>
  `${JSON.stringify({ theme, at: new Date(at).toISOString(), base, observed, customers })}\n`;

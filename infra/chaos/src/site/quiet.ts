import { setTimeout as rest } from 'node:timers/promises';
import type { Sums } from '../promises/seen.js';
import { type Access, authorization } from '../load/ways.js';
import { until } from './until.js';

interface Status {
  service: string;
  answers: boolean;
  head: number;
  lanes: { lagEvents: number }[];
  consumers: { lagEvents: number }[];
  alarms: string[];
  sums: {
    intake?: { unanswered: number; balanced: boolean };
    views?: { view: string; balanced: boolean }[];
  };
}

const LOOK_EVERY_MS = 400;
/** One look is not a snapshot: what was on its way between two services shows in the next look. */
const LOOKS = 3;

/** Resolves when every log is published and every topic read. */
export async function untilQuiet(access: Access, withinMs: number): Promise<void> {
  let heads = '';
  let still = 0;
  const look = async (): Promise<true | undefined> => {
    const last = await statusOf(access);
    const now = last.map(({ head }) => head).join();
    still = last.length > 0 && last.every(isAtRest) && (still === 0 || now === heads) ? still + 1 : 0;
    heads = now;
    if (still >= LOOKS) return true;
    await rest(LOOK_EVERY_MS);
    return undefined;
  };
  await until('quiet', withinMs, look);
}

/** The status of every service that is behind: why something did not come. */
export const notAtRest = async (access: Access): Promise<string> =>
  JSON.stringify((await statusOf(access).catch(() => [])).filter(one => !isAtRest(one)));

export async function sumsOf(access: Access): Promise<Sums> {
  const sums = (await statusOf(access)).map(status => status.sums);
  const [intake] = sums.flatMap(one => one.intake ?? []);
  const views = sums.flatMap(one => one.views ?? []).map(({ view, balanced }) => [view, balanced] as const);
  return {
    unanswered: intake?.unanswered ?? NaN,
    balanced: { intake: intake?.balanced ?? false, ...Object.fromEntries(views) },
  };
}

const isAtRest = ({ answers, lanes, consumers, alarms }: Status): boolean =>
  answers && alarms.length === 0 && [...lanes, ...consumers].every(({ lagEvents }) => lagEvents === 0);

async function statusOf(access: Access): Promise<Status[]> {
  const headers = await authorization(access);
  const asked = fetch(`${access.url}/v1/ops/status`, { headers, signal: AbortSignal.timeout(20_000) });
  // While it is being started again nothing answers, or not to the end.
  return asked
    .then(async answer => (answer.ok ? ((await answer.json()) as { data: Status[] }).data : []))
    .catch(() => []);
}

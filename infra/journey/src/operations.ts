import { isDeepStrictEqual } from 'node:util';
import type { Installation } from './installation.js';

export interface Status {
  service: string;
  answers: boolean;
  /** Events in its log. */
  head: number;
  lanes: { topic: string; lagEvents: number; failure: string | null }[];
  consumers: { slice: string; topic: string; head: number; checkpoint: number; lagEvents: number }[];
  parked: number;
  quarantined: number;
  alarms: string[];
  sums: Sums;
}

export interface Sums {
  /** Of capture. */
  intake: Record<string, number | boolean>;
  /** Of services with views of items. */
  views: { view: string; captured: number; shown: number; inFlight: number; balanced: boolean }[];
}

export async function statusOf(ckm: Installation, service: string): Promise<Status> {
  const found = (await ckm.data<Status[]>('/v1/ops/status')).find(one => one.service === service);
  if (!found?.answers) throw new Error(`${service} does not answer`);
  return found;
}

/** How many records of the upstream topic were read. Fails while some of those that are there were not. */
export async function recordsRead(ckm: Installation): Promise<number> {
  const { consumers } = await statusOf(ckm, 'capture');
  const intake = consumers.find(({ slice }) => slice === 'take-when-record-arrives');
  if (!intake || intake.lagEvents > 0) throw new Error('capture has not read every record');
  return intake.checkpoint;
}

/** Events in each log, once everything is sent and read. Fails while something is under way, waits or was put aside. */
export async function headsAtRest(ckm: Installation): Promise<Record<string, number>> {
  const before = await headsWithoutLag(ckm);
  const heads = await headsWithoutLag(ckm);
  // A look is not taken at one moment: what was on its way meanwhile shows in the next one.
  if (!isDeepStrictEqual(before, heads))
    throw new Error(`not at rest: ${JSON.stringify(before)}, then ${JSON.stringify(heads)}`);
  return heads;
}

async function headsWithoutLag(ckm: Installation): Promise<Record<string, number>> {
  const services = await ckm.data<Status[]>('/v1/ops/status');
  const restless = services.filter(
    ({ answers, lanes, consumers, parked, alarms }) =>
      !answers || parked > 0 || alarms.length > 0 || [...lanes, ...consumers].some(({ lagEvents }) => lagEvents > 0),
  );
  if (restless.length > 0) throw new Error(`not at rest: ${JSON.stringify(restless)}`);
  return Object.fromEntries(services.map(({ service, head }) => [service, head]));
}

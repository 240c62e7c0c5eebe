import type { ServiceName } from '@ckm/contracts';
import { hasReadTo, wasDropped } from './build-progress.js';
import { type Consumer, type ConsumerOptions, startConsumer } from './consumer.js';
import { type EndOffsets, endOffsetsOf } from './end-offsets.js';
import type { Projection, Projections } from './projection.js';
import { viewSlice } from './slice.js';
import { sleep } from './transport/sleep.js';

const LOOK_EVERY_MS = 250;

export interface BuildOptions extends Omit<ConsumerOptions, 'slices'> {
  service: ServiceName;
  projections: Projections;
}

/**
 * Fills a build by a loop of its own, gently, and then, at full pace, switches readers over. Stopped before, it goes on at the next start.
 * Where the live loop knows the view, it goes on with the new build; else this loop does.
 */
export function startBuild(projection: Projection, options: BuildOptions): Consumer {
  const slice = viewSlice(options.service, projection);
  const stopping = new AbortController();
  let consumer: Consumer | null = null;
  let found: EndOffsets | null = null;
  let isFilled = false;

  const turn = async (): Promise<void> => {
    consumer ??= await startConsumer({ ...options, ...(isFilled && { yieldsTo: undefined }), slices: [slice] });
    // Its checkpoints are there now: that is what is compared.
    const ends = await endOffsetsOf(slice.topics, options);
    found ??= ends;
    // The live one may itself be reading again what it had read: its rows are all there, while the build would have some of them.
    if (!(await hasReadTo(options.database.writer, projection.table, lowerOf(found, ends)))) return;
    if (isFilled) return void (await options.projections.goLive(projection, ends));
    isFilled = await options.projections.index(projection, stopping.signal);
    if (!isFilled) return;
    await consumer.stop();
    consumer = null;
  };
  const look = async (): Promise<void> => {
    if (!(await wasDropped(options.database.writer, projection.table))) return turn();
    // What took its place may be live.
    await options.projections.goLive(projection, new Map());
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted && projection.state === 'building') {
      await look().catch(error => options.log.warn({ err: error, build: projection.table }, 'not switched over yet'));
      await sleep(LOOK_EVERY_MS, stopping.signal);
    }
    if (options.projections.all.includes(projection)) return;
    await consumer?.stop();
    // Whoever began it may keep it as long as the process lives.
    consumer = null;
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await consumer?.stop();
    },
    // The live loop tells of what took the live one's place.
    alarms: () => (options.projections.all.includes(projection) ? (consumer?.alarms() ?? []) : []),
  };
}

/** A topic may have been made anew since, and be shorter. */
const lowerOf = (one: EndOffsets, other: EndOffsets): EndOffsets =>
  new Map([...one].map(([place, end]) => [place, Math.min(end, other.get(place) ?? end)]));

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
 * Fills a build with a consumer of its own: at a gentle pace until it has read what was there at the start and has its indexes, then at full
 * pace until readers can be switched to it. If it is stopped earlier, the next start goes on where it was. After the switch the live
 * consumer goes on with the new build if it runs the view; otherwise this one does.
 */
export function startBuild(projection: Projection, options: BuildOptions): Consumer {
  const slice = viewSlice(options.service, projection);
  const stopping = new AbortController();
  let consumer: Consumer | null = null;
  let found: EndOffsets | null = null;
  let isFilled = false;

  const turn = async (): Promise<void> => {
    consumer ??= await startConsumer({ ...options, ...(isFilled && { yieldsTo: undefined }), slices: [slice] });
    // After the consumer has opened the build's checkpoints, which are compared with these.
    const ends = await endOffsetsOf(slice.topics, options);
    found ??= ends;
    // Not before all of it is read, even if the live build is no further: that may be reading again, and has all rows.
    if (!(await hasReadTo(options.database.writer, projection.table, lowerOf(found, ends)))) return;
    if (isFilled) return void (await options.projections.goLive(projection, ends));
    isFilled = await options.projections.index(projection, stopping.signal);
    if (!isFilled) return;
    await consumer.stop();
    consumer = null;
  };
  const look = async (): Promise<void> => {
    if (!(await wasDropped(options.database.writer, projection.table))) return turn();
    // The build that took its place may be live already.
    await options.projections.goLive(projection, new Map());
  };
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted && projection.state === 'building') {
      await look().catch(error => options.log.warn({ err: error, build: projection.table }, 'not switched over yet'));
      await sleep(LOOK_EVERY_MS, stopping.signal);
    }
    if (options.projections.all.includes(projection)) return;
    await consumer?.stop();
    // The caller may hold this object for as long as the process lives.
    consumer = null;
  };
  const running = run();
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await consumer?.stop();
    },
    // The live consumer reports the alarms of a build that has gone live.
    alarms: () => (options.projections.all.includes(projection) ? (consumer?.alarms() ?? []) : []),
  };
}

/** A topic may have been deleted and created again since, and be shorter. */
const lowerOf = (one: EndOffsets, other: EndOffsets): EndOffsets =>
  new Map([...one].map(([place, end]) => [place, Math.min(end, other.get(place) ?? end)]));

import { once } from 'node:events';
import { setImmediate as after, setTimeout as timer } from 'node:timers/promises';
import type { EventName } from '@ckm/contracts';
import { openLog } from '@ckm/telemetry';
import type { Service } from './service.js';
import { startWorker, type Worker } from './worker.js';

/** Less than the second that a worker rests after an error. */
const SHORTLY_MS = 300;

let append: (type: EventName) => void;
let happened: string[];
let worker: Worker;
let triedAgain: Promise<void>;

const onAppend: Service['events']['onAppend'] = (listener, types) => {
  append = type => (types === undefined || types.includes(type) ? listener() : undefined);
  return () => undefined;
};

const service: Parameters<typeof startWorker>[0] = {
  events: { onAppend } as Service['events'],
  log: openLog('test', 'silent'),
};

/** A worker whose first turn has failed. */
beforeEach(async () => {
  happened = [];
  triedAgain = new Promise(resolve => {
    const turn = (): Promise<boolean> => {
      happened.push(happened.length === 0 ? 'failed' : 'tried again');
      if (happened.length === 1) return Promise.reject(new Error('not yet'));
      resolve();
      return Promise.resolve(false);
    };
    worker = startWorker(service, 'one', turn, { on: ['ThemeDescribed'] });
  });
  await after();
});
afterEach(() => worker.stop());

const shortly = () => timer(SHORTLY_MS).then(() => void happened.push('shortly'));

it('a worker that failed tries again when its second is over, and not at the next append', async () => {
  append('ThemeDescribed');
  await Promise.all([triedAgain, shortly()]);
  expect(happened).toEqual(['failed', 'shortly', 'tried again']);
});

it('a worker that found nothing takes its next turn when an event is appended that it works on, and not at others', async () => {
  await triedAgain;
  append('ThemeRenamed');
  await shortly();
  append('ThemeDescribed');
  await after();
  expect(happened).toEqual(['failed', 'tried again', 'shortly', 'tried again']);
});

it('a worker that is stopped while it rests after an error ends at once', async () => {
  await Promise.race([worker.stop().then(() => void happened.push('stopped')), shortly()]);
  expect(happened).toEqual(['failed', 'stopped']);
});

it('a worker that is stopped aborts its turn under way, and ends with it', async () => {
  const busy = startWorker(service, 'busy', async stopping => {
    await once(stopping, 'abort');
    await after();
    happened.push('turn ended');
    return true;
  });
  await busy.stop().then(() => void happened.push('stopped'));
  expect(happened).toEqual(['failed', 'turn ended', 'stopped']);
});

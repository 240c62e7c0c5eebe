import { setTimeout as rest } from 'node:timers/promises';
import { freeze } from '../faults/inflict.js';
import { type Part, PARTS, type Window } from '../faults/holds.js';
import { startSecondProcess } from '../faults/second-process.js';
import { until } from '../site/until.js';
import { A_FEW, endOf, nobodyHasEnded, type Scenario, type Scenarios, type Stage } from './scenario.js';

const FROZEN_WITHIN_MS = 60_000;

const killIn = (window: Window, does: string, parts: readonly Part[] = PARTS): Scenario => ({
  does: `kill -9 of ${parts.join(', ')} ${does}`,
  promise: 'what was under way is done once, by whoever comes next',
  trouble: async ({ installation, upstream }) => {
    const kill = async (part: Part): Promise<void> => {
      await installation.holds.killIn(part, window);
      await upstream.untilAcknowledged(A_FEW);
    };
    await Promise.all(parts.map(kill));
  },
});

export const PROCESS_SCENARIOS: Scenarios = {
  'kill-before-commit': killIn('before-commit', 'in an open transaction'),
  'kill-after-commit': killIn('after-commit', 'when an event is durable and not answered', ['capture']),
  'kill-after-publish': killIn('after-publish', 'when the transport has messages and the lane has not moved'),
  'kill-after-effects': killIn('after-effects', 'when a batch is durable and its reader has not moved on'),
  'kill-everything': {
    does: 'kill -9 of all services, their supervisor, the console and PostgreSQL at once; everything is started again',
    promise: 'an acknowledged event outlives all of them',
    trouble: async ({ installation, upstream }) => {
      await upstream.untilAcknowledged(A_FEW);
      await installation.killEverything();
      await installation.database.startAgain();
      await installation.start();
      await upstream.untilAcknowledged(A_FEW);
    },
  },
  freeze: {
    does: 'SIGSTOP of every process in an open transaction, one after the other, for 60 s, then SIGCONT',
    promise: 'what a process holds is let go while it is frozen; thawed, it goes on',
    trouble: async stage => {
      const { installation, upstream, lasting, claim } = stage;
      for (const part of PARTS) {
        await freezeInTransaction(stage, part);
        await rest(lasting(60_000, 8_000));
        claim(`${part} holds nothing while it is frozen`, !(await isInTransaction(stage, part)));
        await installation.signal(part, 'SIGCONT');
        await upstream.untilAcknowledged(A_FEW);
      }
      nobodyHasEnded(stage);
    },
  },
  zombie: zombie(),
  'zombie-on-kafka': { ...zombie(), on: 'kafka' },
  terminate: {
    does: 'SIGTERM to each service under load',
    promise: 'each ends by itself, in time and with 0',
    trouble: async ({ installation, upstream, claim }) => {
      for (const part of PARTS) {
        await installation.signal(part, 'SIGTERM');
        const how = await endOf(installation, part);
        claim(`${part} ends with code 0, not with ${how}`, how === 'code 0');
        await upstream.untilAcknowledged(A_FEW);
      }
    },
  },
  'small-heap': {
    does: '1,200 events a second into services with 128 MB of heap each, for a minute',
    promise: 'nobody runs out of memory',
    rate: 300,
    setting: { env: { NODE_OPTIONS: '--max-old-space-size=128' } },
    trouble: async stage => {
      const { upstream, lasting } = stage;
      await Promise.all([rest(lasting(60_000, 5_000)), upstream.untilAcknowledged(lasting(20_000, 4_000))]);
      nobodyHasEnded(stage);
    },
  },
};

/** Again and again, until it stands in one. */
const freezeInTransaction = (stage: Stage, part: Part): Promise<true> =>
  until(`${part} in a transaction`, FROZEN_WITHIN_MS, async () => {
    await stage.installation.signal(part, 'SIGSTOP');
    if (await isInTransaction(stage, part)) return true;
    await stage.installation.signal(part, 'SIGCONT');
    return undefined;
  });

const OPEN = `SELECT FROM pg_stat_activity WHERE application_name = $1 AND state = 'idle in transaction'`;

const isInTransaction = async ({ installation: { database } }: Stage, part: Part): Promise<boolean> =>
  (await database.ask(OPEN, [`ckm-${part}-writer`])).rowCount !== 0;

function zombie(): Scenario {
  return {
    does: 'SIGSTOP of each reader for 60 s while a second process of the same service works, then SIGCONT',
    promise: 'who comes back after another has taken over changes nothing',
    trouble: async ({ installation, upstream, lasting }) => {
      for (const part of ['enrichment', 'sharing', 'innovation'] as const) {
        const second = await startSecondProcess(installation, part);
        await freeze(installation, part, lasting(60_000, 12_000));
        await upstream.untilAcknowledged(A_FEW);
        second.kill('SIGKILL');
      }
    },
  };
}

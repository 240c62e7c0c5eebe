import { randomUUID } from 'node:crypto';
import { Bell } from '@ckm/messaging';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { subscription } from '../subscription/subscription.decider.js';
import { AddressGuard, type Resolve } from './address-guard.js';
import {
  endWithSubscription,
  type Held,
  hold,
  holdLonger,
  holdOn,
  letGo,
  nextMessage,
  nextRun,
  type Outcome,
  record,
} from './sending.js';
import { CONTENTS } from './contents.js';
import { sendToTeam, TeamTopics } from './topic-channel.js';
import { sendByWebhook } from './webhook-channel.js';

/** So many receivers at once; one that hangs keeps nobody else waiting. */
const MOST = 16;
/** So many of them topics: while our own road hangs, webhooks go on. */
const MOST_TOPICS = 8;
/** While all of them are busy; well within a lease. */
const LOOK_AGAIN_MS = 5_000;
/** Then others have their turn. */
const MOST_MESSAGES = 50;
const WEBHOOK_TIMEOUT_MS = 15_000;

export interface SendOptions {
  timeoutMs?: number;
  resolve?: Resolve;
}

/** Sends what is due, each subscription's in order, outside any transaction. Whatever is not recorded as sent is sent again. */
export function sendWhatIsDue(service: Service, options: SendOptions = {}): Worker {
  const sender = new Sender(service, options);
  const worker = startWorker(service, 'send-what-is-due', () => sender.turn());
  return {
    stop: async () => {
      sender.interrupt();
      await worker.stop();
      await sender.finished();
    },
  };
}

class Sender {
  private readonly holder = randomUUID();
  /** By its subscription. */
  private readonly running = new Map<string, { kind: Held['kind']; sending: Promise<void> }>();
  private readonly ended = new Bell();
  private readonly stopping = new AbortController();
  private readonly topics: TeamTopics;
  private readonly guard: AddressGuard;

  constructor(
    private readonly service: Service,
    private readonly options: SendOptions,
  ) {
    this.topics = new TeamTopics(service);
    this.guard = new AddressGuard(service.outside.webhookAllow, options.resolve);
  }

  interrupt(): void {
    this.stopping.abort();
  }

  async finished(): Promise<void> {
    await Promise.all([...this.running.values()].map(({ sending }) => sending));
  }

  async turn(): Promise<boolean> {
    // What is sent is read there. A process of the version before has it, and nothing is held from it.
    if (this.service.isBuilding(CONTENTS)) return false;
    const { service, holder, running, ended } = this;
    const besides = [...running.keys()];
    ended.reset();
    if (besides.length > 0)
      await service.transaction(client => holdLonger(client, besides, { holder, now: service.now() }));
    if (running.size === MOST) {
      await ended.rest(LOOK_AGAIN_MS);
      return true;
    }
    const topics = [...running.values()].filter(({ kind }) => kind === 'topic').length;
    const room = { most: MOST - running.size, mostTopics: MOST_TOPICS - topics };
    const held = await service.transaction(async client => {
      await endWithSubscription(client);
      return hold(client, { holder, now: service.now(), besides, ...room });
    });
    held.forEach(one => this.start(one));
    return held.length > 0;
  }

  private start({ subscriptionId, kind }: Pick<Held, 'subscriptionId' | 'kind'>): void {
    const sending = this.send(subscriptionId)
      // The lease is kept: until it ends, nobody runs into the same again.
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'a subscription is sent to again later'))
      .finally(() => {
        this.running.delete(subscriptionId);
        this.ended.ring();
      });
    this.running.set(subscriptionId, { kind, sending });
  }

  /** One message after the other, while the subscription is ours and something is settled. */
  private async send(subscriptionId: string): Promise<void> {
    const { service, holder } = this;
    for (let sent = 0; sent < MOST_MESSAGES && !this.stopping.signal.aborted; sent += 1) {
      const held = await service.transaction(client => holdOn(client, subscriptionId, { holder, now: service.now() }));
      if (!held) return;
      const { outcomes, refusesAll } = await this.sendNext(held);
      await this.record(outcomes);
      // With the lease kept nothing more is sent before everybody knows of the pause.
      if (refusesAll) return this.pause(held);
      if (outcomes.every(({ attempt, state }) => attempt === null && state === 'pending')) break;
    }
    await service.transaction(client => letGo(client, subscriptionId, holder));
  }

  private async sendNext(held: Held): Promise<{ outcomes: Outcome[]; refusesAll: boolean }> {
    const { service, guard, topics } = this;
    const next = held.kind === 'topic' ? nextRun : nextMessage;
    const deliveries = await service.transaction(client => next(client, held, service.now()));
    if (deliveries.length === 0) return { outcomes: [], refusesAll: false };
    if (held.kind === 'topic')
      return { outcomes: await sendToTeam(service, held, { run: deliveries, topics }), refusesAll: false };
    const { timeoutMs = WEBHOOK_TIMEOUT_MS } = this.options;
    const options = { guard, timeoutMs, stopping: this.stopping.signal };
    return sendByWebhook(service, held, { deliveries, options });
  }

  private record(outcomes: Outcome[]): Promise<void> {
    return this.service.transaction(async client => {
      for (const outcome of outcomes.filter(({ deliveries }) => deliveries.length > 0)) await record(client, outcome);
    });
  }

  /** The receiver wants no more of it. */
  private async pause({ tenantId, subscriptionId }: Held): Promise<void> {
    const context = {
      tenantId,
      actor: 'system:send-what-is-due',
      now: this.service.now(),
      correlationId: randomUUID(),
      causationId: null,
      traceparent: null,
    };
    await this.service.events.handle(context, subscription, subscriptionId, {
      type: 'PauseSubscription',
      subscriptionId,
      reason: 'The webhook answered 410 Gone.',
    });
  }
}

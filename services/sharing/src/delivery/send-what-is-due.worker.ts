import { randomUUID } from 'node:crypto';
import { Bell } from '@ckm/messaging';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { subscription } from '../subscription/subscription.decider.js';
import { AddressGuard, type Resolve } from './address-guard.js';
import { CONTENTS } from './contents.js';
import { nextTopicBatch, nextWebhookMessage } from './due-deliveries.js';
import { acquireLeases, extendLeases, type LeasedSubscription, releaseLease, renewLease } from './lease.js';
import { endWithSubscription, type Outcome, recordOutcome } from './outcome.js';
import { sendToTeam, TeamTopics } from './topic-channel.js';
import { sendByWebhook } from './webhook-channel.js';

/** How many subscriptions are sent to at once: a receiver that hangs keeps nobody else waiting. */
const MOST = 16;
/** How many of them may be topics: while our own transport hangs, webhooks go on. */
const MOST_TOPICS = 8;
/** While all slots are busy; well within a lease, so that the leases are extended in time. */
const LOOK_AGAIN_MS = 5_000;
/** Messages of one subscription before others have their turn. */
const MOST_MESSAGES = 50;
const WEBHOOK_TIMEOUT_MS = 15_000;
const MAKES_DUE = ['KnowledgeShared', 'SubscriptionTested', 'DeliveryResent'] as const;

export interface SendOptions {
  timeoutMs?: number;
  resolve?: Resolve;
}

/** Sends what is due, each subscription's in order, outside any transaction. At least once: what is not recorded as sent is sent again. */
export function sendWhatIsDue(service: Service, options: SendOptions = {}): Worker {
  const sender = new Sender(service, options);
  const worker = startWorker(service, 'send-what-is-due', () => sender.turn(), { on: MAKES_DUE });
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
  /** Subscription → what is being sent to it. */
  private readonly running = new Map<string, { kind: LeasedSubscription['kind']; sending: Promise<void> }>();
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
    // While the views that messages are read from are being built, a process of the previous version, which has them, sends instead.
    if (this.service.isBuilding(CONTENTS)) return false;
    const { service, holder, running, ended } = this;
    const busy = [...running.keys()];
    ended.reset();
    if (busy.length > 0) await service.transaction(client => extendLeases(client, busy, holder));
    if (running.size === MOST) {
      await ended.rest(LOOK_AGAIN_MS);
      return true;
    }
    const topics = [...running.values()].filter(({ kind }) => kind === 'topic').length;
    const room = { most: MOST - running.size, mostTopics: MOST_TOPICS - topics };
    const leased = await service.transaction(async client => {
      await endWithSubscription(client);
      return acquireLeases(client, { holder, now: service.now(), except: busy, ...room });
    });
    leased.forEach(one => this.start(one));
    return leased.length > 0;
  }

  private start({ subscriptionId, kind }: Pick<LeasedSubscription, 'subscriptionId' | 'kind'>): void {
    const sending = this.send(subscriptionId)
      // The lease is not released: until it runs out, nobody runs into the same error again.
      .catch((error: unknown) => this.service.log.warn({ err: error }, 'a subscription is sent to again later'))
      .finally(() => {
        this.running.delete(subscriptionId);
        this.ended.ring();
      });
    this.running.set(subscriptionId, { kind, sending });
  }

  /** Sends one message after the other, as long as the lease is ours and each one is sent or settled. */
  private async send(subscriptionId: string): Promise<void> {
    const { service, holder } = this;
    for (let sent = 0; sent < MOST_MESSAGES && !this.stopping.signal.aborted; sent += 1) {
      const leased = await service.transaction(client => renewLease(client, subscriptionId, holder));
      if (!leased) return;
      const { outcomes, refusesAll } = await this.sendNext(leased);
      await this.record(outcomes);
      // The lease is not released: nothing more is sent before the view shows the pause.
      if (refusesAll) return this.pause(leased);
      if (outcomes.every(({ attempt, state }) => attempt === null && state === 'pending')) break;
    }
    await service.transaction(client => releaseLease(client, subscriptionId, holder));
  }

  private async sendNext(leased: LeasedSubscription): Promise<{ outcomes: Outcome[]; refusesAll: boolean }> {
    const { service, guard, topics } = this;
    const next = leased.kind === 'topic' ? nextTopicBatch : nextWebhookMessage;
    const deliveries = await service.transaction(client => next(client, leased, service.now()));
    if (deliveries.length === 0) return { outcomes: [], refusesAll: false };
    if (leased.kind === 'topic')
      return { outcomes: await sendToTeam(service, leased, { batch: deliveries, topics }), refusesAll: false };
    const { timeoutMs = WEBHOOK_TIMEOUT_MS } = this.options;
    const options = { guard, timeoutMs, stopping: this.stopping.signal };
    return sendByWebhook(service, leased, { deliveries, options });
  }

  private record(outcomes: Outcome[]): Promise<void> {
    return this.service.transaction(async client => {
      for (const outcome of outcomes.filter(({ deliveries }) => deliveries.length > 0))
        await recordOutcome(client, outcome);
    });
  }

  /** The receiver answered that it wants no more messages. */
  private async pause({ tenantId, subscriptionId }: LeasedSubscription): Promise<void> {
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

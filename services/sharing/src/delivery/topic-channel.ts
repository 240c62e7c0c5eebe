import { PARTITIONS, TEAM_MESSAGES, teamTopic } from '@ckm/contracts';
import type { Message } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { SpanKind } from '@ckm/telemetry';
import { attemptTo } from './attempt.js';
import { contentsOf, contentsToSend, type Sendable, withoutGone } from './contents.js';
import type { Delivery } from './due-deliveries.js';
import type { LeasedSubscription } from './lease.js';
import type { Outcome } from './outcome.js';
import { postponeUnshown } from './unshown.js';

const RETENTION_MS = 30 * 24 * 3_600_000;
/** Ensuring a topic also removes its expired messages where the transport does not do so itself. */
const ENSURE_EVERY_MS = 3_600_000;
const LONGEST_WAIT_MS = 60_000;

/** Creates the topics of teams, and remembers for a while which exist. */
export class TeamTopics {
  // By the monotonic clock: if the host's clock were set back, expired messages would stay that much longer.
  private readonly ensured = new Map<string, number>();

  constructor(private readonly service: Service) {}

  async ensure(teams: string[]): Promise<void> {
    const now = performance.now();
    const due = teams.filter(team => now - (this.ensured.get(team) ?? -Infinity) >= ENSURE_EVERY_MS);
    if (due.length === 0) return;
    await this.service.transport.ensureTopics(
      due.map(team => ({ name: teamTopic(team), partitions: PARTITIONS, retentionMs: RETENTION_MS })),
    );
    due.forEach(team => this.ensured.set(team, now));
  }
}

/** Publishes the batch in order; nothing overtakes a delivery whose item is not shown yet. @returns what becomes of the deliveries */
export async function sendToTeam(
  service: Service,
  leased: LeasedSubscription,
  { batch, topics }: { batch: Delivery[]; topics: TeamTopics },
): Promise<Outcome[]> {
  const contents = await contentsOf(service, leased, batch);
  const firstUnshown = contents.indexOf('not-shown');
  if (firstUnshown === 0)
    return [(await postponeUnshown(service, leased, { deliveries: batch.slice(0, 1), contents }))!];
  const { ready, gone } = withoutGone(batch.slice(0, firstUnshown < 0 ? batch.length : firstUnshown), contents);
  return [
    { deliveries: gone, state: 'ended', attempt: null },
    ...(ready.length > 0 ? await publish(service, leased, { deliveries: ready, topics }) : []),
  ];
}

async function publish(
  service: Service,
  leased: LeasedSubscription,
  { deliveries, topics }: { deliveries: Delivery[]; topics: TeamTopics },
): Promise<Outcome[]> {
  const team = leased.team ?? '';
  const topic = teamTopic(team);
  const { words } = leased;
  const message = { name: `send ${topic}`, kind: SpanKind.PRODUCER, deliveries, place: topic, words };
  const { attempt } = await attemptTo(service, message, async () => {
    let reached = false;
    const contents = await contentsToSend(service, leased, deliveries);
    try {
      await topics.ensure([team]);
      const messages = deliveries.map((delivery, i) => messageOf(delivery, contents[i]!, leased));
      reached = true;
      await service.transport.publish(topic, messages);
      return { status: null, error: null, reached };
    } catch (error) {
      return { status: null, error: (error as Error).message.slice(0, 300), reached };
    }
  });
  if (attempt.error === null) return [{ deliveries, state: 'delivered', attempt }];
  // Postponing the first holds the others back. There is no limit to the attempts: the transport is our own.
  const [first] = deliveries as [Delivery];
  const nextAt = new Date(attempt.at.getTime() + Math.min(1_000 * 2 ** first.tried, LONGEST_WAIT_MS));
  return [{ deliveries: [first], state: 'pending', nextAt, attempt }];
}

function messageOf(delivery: Delivery, content: Sendable, { tenantId }: LeasedSubscription): Message {
  const { deliveryId, itemId, sharedAt, traceparent } = delivery;
  const type: keyof typeof TEAM_MESSAGES = itemId === null ? 'ckm.TestDelivery.v1' : 'ckm.SharedItem.v1';
  const subject = itemId ?? deliveryId;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    ce_specversion: '1.0',
    ce_id: deliveryId,
    ce_source: '/ckm/sharing',
    ce_type: type,
    ce_subject: subject,
    ce_time: sharedAt.toISOString(),
    ce_tenantid: tenantId,
    ...(traceparent ? { ce_traceparent: traceparent } : {}),
  };
  return {
    key: Buffer.from(subject),
    value: Buffer.from(JSON.stringify(content)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
  };
}

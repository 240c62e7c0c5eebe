import { PARTITIONS, TEAM_MESSAGES, teamTopic } from '@ckm/contracts';
import type { Message } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { SpanKind } from '@ckm/telemetry';
import { attemptTo } from './attempt.js';
import { contentsOf, contentsToSend, type Sendable } from './contents.js';
import type { Delivery, Held, Outcome } from './sending.js';
import { notShown } from './waiting.js';

const RETENTION_MS = 30 * 24 * 3_600_000;
/** How often old messages are looked for. */
const ENSURE_EVERY_MS = 3_600_000;
const LONGEST_REST_MS = 60_000;

/** Makes the topics of teams; remembers for a while which are there. */
export class TeamTopics {
  // By a clock that nobody sets back: old messages would stay for longer by as much.
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

/** Publishes the next shares in their order; none passes one that waits. @returns what becomes of them */
export async function sendToTeam(
  service: Service,
  held: Held,
  { run, topics }: { run: Delivery[]; topics: TeamTopics },
): Promise<Outcome[]> {
  const contents = await contentsOf(service, held, run);
  const wait = contents.indexOf('not-shown');
  if (wait === 0) return [(await notShown(service, held, { deliveries: run.slice(0, 1), contents }))!];
  const now = run.slice(0, wait < 0 ? run.length : wait);
  const gone = now.filter((_, i) => contents[i] === 'gone');
  const ready = now.filter((_, i) => contents[i] !== 'gone');
  return [
    { deliveries: gone, state: 'ended', attempt: null },
    ...(ready.length > 0 ? await publish(service, held, { deliveries: ready, topics }) : []),
  ];
}

async function publish(
  service: Service,
  held: Held,
  { deliveries, topics }: { deliveries: Delivery[]; topics: TeamTopics },
): Promise<Outcome[]> {
  const team = held.team ?? '';
  const topic = teamTopic(team);
  const { words } = held;
  const going = { name: `send ${topic}`, kind: SpanKind.PRODUCER, deliveries, place: topic, words };
  const { attempt } = await attemptTo(service, going, async () => {
    let reached = false;
    const contents = await contentsToSend(service, held, deliveries);
    try {
      await topics.ensure([team]);
      const messages = deliveries.map((delivery, i) => messageOf(delivery, contents[i]!, held));
      reached = true;
      await service.transport.publish(topic, messages);
      return { status: null, error: null, reached };
    } catch (error) {
      return { status: null, error: (error as Error).message.slice(0, 300), reached };
    }
  });
  if (attempt.error === null) return [{ deliveries, state: 'delivered', attempt }];
  // The first of them holds the others back. They are tried for ever: the road is our own.
  const [first] = deliveries as [Delivery];
  const nextAt = new Date(attempt.at.getTime() + Math.min(1_000 * 2 ** first.tried, LONGEST_REST_MS));
  return [{ deliveries: [first], state: 'pending', nextAt, attempt }];
}

function messageOf(delivery: Delivery, content: Sendable, { tenantId }: Held): Message {
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

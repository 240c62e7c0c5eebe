import type { Receiver } from '../promises/seen.js';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import { readTeamTopic } from './team.js';
import { post } from './ways.js';
import { startWebhookSink, type WebhookSink } from './webhook-sink.js';

const TEAM = 'quality';
/** What the webhook asks for: a part of everything, because it gets message by message. */
const QUERY = { language: 'zh', signalType: 'REQUEST' };
const SENT_WITHIN_MS = 1_800_000;

/** A team that reads its topic and a server that takes webhooks. */
export class Receivers {
  private constructor(private readonly sink: WebhookSink) {}

  static async open(): Promise<Receivers> {
    return new Receivers(await startWebhookSink());
  }

  /** Settings of the installation. */
  get env(): Record<string, string> {
    return { CKM_WEBHOOK_ALLOW: this.sink.target };
  }

  async subscribe(installation: Installation): Promise<void> {
    await subscribe(installation, { name: 'Everything', query: {}, channel: { kind: 'topic', team: TEAM } });
    const channel = { kind: 'webhook', url: this.sink.url };
    await subscribe(installation, { name: 'Chinese wishes', query: QUERY, channel });
  }

  /** Once everything is at rest: waits until nothing is to be sent any more. */
  async arrived(installation: Installation): Promise<Receiver[]> {
    const { brokers } = installation;
    const databaseUrl = await installation.databaseUrl();
    await until('the last delivery', SENT_WITHIN_MS, async () => {
      const { rows } = await installation.database.ask(
        "SELECT 1 FROM sharing.delivery WHERE state = 'pending' LIMIT 1",
      );
      return rows.length === 0 || undefined;
    });
    return [
      { name: 'team', query: {}, arrivals: await readTeamTopic(`ckm.team.${TEAM}.v1`, { databaseUrl, brokers }) },
      { name: 'webhook', query: QUERY, arrivals: this.sink.arrivals },
    ];
  }

  close(): Promise<void> {
    return this.sink.close();
  }
}

async function subscribe(installation: Installation, subscription: object): Promise<void> {
  const { status } = await post(installation, '/v1/subscriptions', subscription);
  if (status !== 202) throw new Error(`the subscription was answered with ${status}`);
}

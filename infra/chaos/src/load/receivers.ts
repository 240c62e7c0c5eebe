import { setTimeout as rest } from 'node:timers/promises';
import type { Receiver } from '../promises/seen.js';
import type { Installation } from '../site/installation.js';
import { until } from '../site/until.js';
import { readTeamTopic } from './team.js';
import { firstTheme } from './themes.js';
import { post } from './ways.js';
import { startWebhookSink, type WebhookSink } from './webhook-sink.js';

const TEAM = 'quality';
const LOOK_EVERY_MS = 1_000;
const SENT_WITHIN_MS = 1_800_000;
const KNOWN_WITHIN_MS = 30_000;

/** A team that reads its topic and a server that takes webhooks. */
export class Receivers {
  /** What the webhook asks for: a small part, because it gets message by message. */
  private query: Receiver['query'] = {};

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
    this.query = { language: 'zh', signalType: 'REQUEST', theme: await firstTheme(installation) };
    const channel = { kind: 'webhook', url: this.sink.url };
    // Sharing knows a new theme a moment after it was made.
    await until('the theme in sharing', KNOWN_WITHIN_MS, async () => {
      const { status } = await post(installation, '/v1/subscriptions', {
        name: 'Chinese wishes',
        query: this.query,
        channel,
      });
      return status === 202 || undefined;
    });
  }

  /** Once everything is at rest: waits until nothing is to be sent any more. */
  async arrived(installation: Installation): Promise<Receiver[]> {
    const { brokers } = installation;
    const databaseUrl = await installation.databaseUrl();
    await until('the last delivery', SENT_WITHIN_MS, async () => {
      const { rows } = await installation.database.ask(
        "SELECT 1 FROM sharing.delivery WHERE state = 'pending' LIMIT 1",
      );
      if (rows.length === 0) return true;
      await rest(LOOK_EVERY_MS);
      return undefined;
    });
    return [
      { name: 'team', query: {}, arrivals: await readTeamTopic(`ckm.team.${TEAM}.v1`, { databaseUrl, brokers }) },
      { name: 'webhook', query: this.query, arrivals: this.sink.arrivals },
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

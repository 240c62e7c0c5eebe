import { postgresTransport, type Transport } from '@ckm/messaging';
import { kafkaTransport } from '@ckm/messaging/kafka';
import { Pool } from 'pg';
import type { Receivers } from '../load/receivers.js';
import { describeThemes } from '../load/themes.js';
import { type Load, Upstream } from '../load/upstream.js';
import { overHttp, overTopic } from '../load/ways.js';
import { lookAt, type Seen } from '../promises/seen.js';
import { Installation, type Setting } from './installation.js';
import { sumsOf, notAtRest, untilQuiet } from './quiet.js';

/** For whatever takes minutes on a busy machine. */
export const LONG_MS = 500_000;

export interface Custom {
  /** Whether customers write through the topic too. */
  byTopic?: boolean;
  /** Events a second of each of four lanes. */
  rate?: number;
  patienceMs?: number;
  quietMs?: number;
}

/** An installation, the customers who write to it, and what is in its rows when it has come to rest. */
export class Site {
  readonly upstream: Upstream;
  seen!: Seen;
  private readonly pool: Pool;
  readonly transport: Transport;

  private constructor(
    readonly installation: Installation,
    databaseUrl: string,
    private readonly custom: Custom,
  ) {
    const { brokers } = installation;
    this.pool = new Pool({ connectionString: databaseUrl, max: 3 });
    this.pool.on('error', () => undefined).on('connect', client => client.on('error', () => undefined));
    this.transport = brokers
      ? kafkaTransport({ brokers, clientId: 'upstream' })
      : postgresTransport({ pool: this.pool });
    this.upstream = new Upstream(this.load());
  }

  static async open(setting: Setting = {}, custom: Custom = {}): Promise<Site> {
    const installation = await Installation.start(setting);
    const site = new Site(installation, await installation.databaseUrl(), custom);
    await describeThemes(installation).catch(async (error: Error) => {
      await site.close();
      throw error;
    });
    return site;
  }

  /** Runs the trouble while customers write; then lets everything come to rest and looks. */
  async during(trouble: () => Promise<unknown>, receivers: Receivers | null = null): Promise<void> {
    await this.whileCustomersWrite(trouble);
    await this.look(receivers);
  }

  /** Resolves when everything that was sent meanwhile is acknowledged. */
  async whileCustomersWrite(trouble: () => Promise<unknown>): Promise<void> {
    const { upstream } = this;
    await this.withDiagnostics(async () => {
      upstream.start();
      await trouble().finally(() => upstream.stop());
    });
  }

  /** Lets everything come to rest, and looks, at what came to the receivers too. */
  async look(receivers: Receivers | null = null): Promise<void> {
    const { installation, upstream, custom } = this;
    await this.withDiagnostics(() => untilQuiet(installation, custom.quietMs ?? 90_000));
    const { brokers } = installation;
    const { acknowledged } = upstream;
    const told = {
      acknowledged,
      sums: await sumsOf(installation),
      receivers: (await receivers?.arrived(installation)) ?? [],
    };
    this.seen = await lookAt({ databaseUrl: await installation.databaseUrl(), brokers }, told);
  }

  /** Nothing of it stays. */
  async close(): Promise<void> {
    this.upstream.abandon();
    await this.transport.close();
    await this.pool.end();
    await this.installation.stop();
  }

  private load(): Load {
    const { byTopic = false, rate = 5, patienceMs = 180_000 } = this.custom;
    const http = overHttp(this.installation);
    const lanes = [http, http, ...(byTopic ? [overTopic(this.transport), overTopic(this.transport)] : [http, http])];
    return { lanes, rate, patienceMs };
  }

  private async withDiagnostics(work: () => Promise<unknown>): Promise<void> {
    const { installation } = this;
    await work().catch(async (error: Error) => {
      const diagnostics = [await notAtRest(installation), await installation.lastLines()].join('\n');
      throw new Error(`${error.message}\n${diagnostics}`, { cause: error });
    });
  }
}

import { Installation } from './installation.js';
import { sumsOf, troubleOf, untilQuiet } from './quiet.js';
import { lookAt, type Seen } from './seen.js';
import { describeThemes, Upstream } from './upstream.js';

/** For whatever takes minutes on a busy machine. */
export const LONG_MS = 500_000;
const QUIET_MS = 90_000;

/** An installation, the customers who write to it, and what is in its rows when it has come to rest. */
export class Site {
  readonly upstream: Upstream;
  seen!: Seen;

  private constructor(readonly installation: Installation) {
    this.upstream = new Upstream(installation);
  }

  static async open(brokers: string[] | null = null): Promise<Site> {
    const site = new Site(await Installation.start(brokers));
    await describeThemes(site.installation);
    return site;
  }

  /** Runs the trouble while customers write; then lets everything come to rest and looks. */
  async during(trouble: () => Promise<unknown>): Promise<void> {
    const { installation, upstream } = this;
    try {
      upstream.start();
      await trouble();
      await upstream.stop();
      await untilQuiet(installation, QUIET_MS);
    } catch (error) {
      const story = [await troubleOf(installation), await installation.lastLines()].join('\n');
      throw new Error(`${(error as Error).message}\n${story}`, { cause: error });
    }
    const { brokers } = installation;
    const { acknowledged } = upstream;
    const sums = await sumsOf(installation);
    this.seen = await lookAt({ databaseUrl: await installation.databaseUrl(), brokers }, { acknowledged, sums });
  }

  async close(): Promise<void> {
    this.upstream.abandon();
    await this.installation.stop();
  }
}

import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.js';

const WINDOW_S = 10;

/** Requests a second; short bursts may be ten times that. */
export interface RateLimits {
  /** Of one subject of a tenant. */
  key: number;
  tenant: number;
}

/** How often one may ask this process. */
export class Rates {
  private readonly keys: RateLimiterMemory;
  private readonly tenants: RateLimiterMemory;

  constructor({ key, tenant }: RateLimits) {
    this.keys = new RateLimiterMemory({ points: key * WINDOW_S, duration: WINDOW_S });
    this.tenants = new RateLimiterMemory({ points: tenant * WINDOW_S, duration: WINDOW_S });
  }

  /** A key that asks too often costs its tenant nothing. @throws Problem `rate-exceeded`, with when to go on */
  async take({ tenantId, subject }: { tenantId: string; subject: string }): Promise<void> {
    try {
      await this.keys.consume(JSON.stringify([tenantId, subject]));
      await this.tenants.consume(tenantId);
    } catch (reached) {
      if (!(reached instanceof RateLimiterRes)) throw reached;
      throw new Problem('rate-exceeded', undefined, [], Math.ceil(reached.msBeforeNext / 1_000));
    }
  }
}

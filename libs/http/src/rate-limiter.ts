import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from './problem.js';

const WINDOW_S = 10;

/** Requests per second, counted over windows of ten seconds. */
export interface RateLimits {
  /** For one subject of a tenant. */
  key: number;
  /** For all subjects of a tenant together. */
  tenant: number;
}

/** Limits how often subjects and tenants call this process. */
export class RateLimiter {
  private readonly keys: RateLimiterMemory;
  private readonly tenants: RateLimiterMemory;

  constructor({ key, tenant }: RateLimits) {
    this.keys = new RateLimiterMemory({ points: key * WINDOW_S, duration: WINDOW_S });
    this.tenants = new RateLimiterMemory({ points: tenant * WINDOW_S, duration: WINDOW_S });
  }

  /** Counts a request; one that exceeds its subject's limit does not count for the tenant. @throws Problem `rate-exceeded` with `retryAfterS` */
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

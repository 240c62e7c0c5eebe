import { Problem } from '@ckm/http';
import type { CanActivate, ExecutionContext, Type } from '@nestjs/common';
import type { Road } from './road.js';

/**
 * A service whose log is older than its topics answers only how it is: what it took would stand in the way of what is lost, and what it
 * shows may be of people who were forgotten since.
 */
export class RestoredGuard implements CanActivate {
  constructor(
    private readonly road: Pick<Road, 'name' | 'strange'>,
    private readonly open: Type[],
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { name, strange } = this.road;
    if (strange === null || this.open.includes(context.getClass())) return true;
    throw new Problem('log-restored', `The log of ${name} does not hold what ${strange} ends with.`);
  }
}

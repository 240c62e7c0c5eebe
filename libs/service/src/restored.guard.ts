import { Problem } from '@ckm/http';
import type { CanActivate, ExecutionContext, Type } from '@nestjs/common';
import type { Road } from './road.js';

/**
 * A service whose log is older than its topics answers only the routes of `open`: what it accepted now would conflict with the events that
 * are lost, and what it shows may be of people who were forgotten since.
 */
export class RestoredGuard implements CanActivate {
  constructor(
    private readonly road: Pick<Road, 'name' | 'divergent'>,
    private readonly open: Type[],
  ) {}

  canActivate(context: ExecutionContext): boolean {
    const { name, divergent } = this.road;
    if (divergent === null || this.open.includes(context.getClass())) return true;
    throw new Problem('log-restored', `The log of ${name} does not hold what ${divergent} ends with.`);
  }
}

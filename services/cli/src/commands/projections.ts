import type { Call } from '../call.js';
import { silence } from '../origin.js';

const LOOKS = 120;

/** What is built and being built, once these services tell: one that is being started again does not for a while. */
export const projectionsOf = <T>(call: Call, isAsked: (service: string) => boolean): Promise<T[]> =>
  call.until(async looks => {
    const list = await call.origin().list<T>('/v1/ops/projections');
    if (!list.silent.some(isAsked)) return list.data;
    if (looks < LOOKS) return null;
    call.progress.end();
    throw silence(list);
  });

import type { Call } from '../call.js';
import { silence } from '../origin.js';

const LOOK_EVERY_MS = 500;
const LOOKS = 120;

/** What is built and being built, once these services tell: one that is being started again does not for a while. */
export async function projectionsOf<T>(call: Call, isAsked: (service: string) => boolean): Promise<T[]> {
  for (let looks = 1; ; looks++) {
    const list = await call.origin().list<T>('/v1/ops/projections');
    if (!list.silent.some(isAsked)) return list.data;
    if (looks === LOOKS) {
      call.progress.end();
      throw silence(list);
    }
    await call.io.rest(LOOK_EVERY_MS);
  }
}

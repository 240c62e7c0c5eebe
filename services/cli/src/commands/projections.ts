import type { Call } from '../call.js';
import { silence } from '../origin.js';

const LOOKS = 120;

export interface Build {
  name: string;
  version: number;
  build: number;
}

export interface Projection extends Build {
  service: string;
  state: 'live' | 'building';
  /** Told, like what follows, to who runs the installation: nobody else can have a view built. */
  read?: number;
  total?: number;
  since?: string;
}

/** What is built and being built, once these services tell: one that is being started again does not for a while. */
export const projectionsOf = (call: Call, isAsked: (service: string) => boolean): Promise<Projection[]> =>
  call.until(async looks => {
    const list = await call.origin().list<Projection>('/v1/ops/projections');
    if (!list.silent.some(isAsked)) return list.data;
    if (looks < LOOKS) return null;
    call.progress.end();
    throw silence(list);
  });

import type { Call } from '../call.js';
import { unavailable } from '../api-client.js';

const LOOKS = 120;

export interface Build {
  name: string;
  version: number;
  build: number;
}

export interface Projection extends Build {
  service: string;
  state: 'live' | 'building';
  /** This and what follows is told only to stewards of the installation's own tenant. */
  read?: number;
  total?: number;
  since?: string;
}

/** The projections, once these services answer: one that is being restarted does not for a while. @throws ExitError after a minute */
export const projectionsOf = (call: Call, isAsked: (service: string) => boolean): Promise<Projection[]> =>
  call.until(async looks => {
    const list = await call.api().list<Projection>('/v1/ops/projections');
    if (!list.silent.some(isAsked)) return list.data;
    if (looks < LOOKS) return null;
    call.progress.end();
    throw unavailable(list);
  });

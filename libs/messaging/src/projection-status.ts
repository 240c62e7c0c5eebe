import type { Database } from '@ckm/event-store';
import type { RoadStatus } from './status.js';

export interface ProjectionStatus {
  name: string;
  version: number;
  build: number;
  state: 'live' | 'building';
  /** Messages read, of how many there are. */
  read: number;
  total: number;
  /** When it went live, or began to be built. */
  since: Date;
}

type Row = Omit<ProjectionStatus, 'read' | 'total'> & { slice: string };

const BUILDS = `SELECT name, version, build, state, since, table_name AS slice
  FROM projection WHERE state <> 'retired' ORDER BY name, version, build`;

/** What readers see, and what is being built beside it. */
export async function projectionStatus({ writer }: Database, { consumers }: RoadStatus): Promise<ProjectionStatus[]> {
  const { rows } = await writer.query<Row>(BUILDS);
  return rows.map(({ slice, ...row }) => {
    const mine = consumers.filter(one => one.slice === slice);
    const sum = (of: 'head' | 'checkpoint'): number => mine.reduce((total, one) => total + one[of], 0);
    return { ...row, read: sum('checkpoint'), total: sum('head') };
  });
}

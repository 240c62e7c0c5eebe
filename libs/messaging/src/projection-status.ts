import type { Database } from '@ckm/event-store';
import type { RoadStatus } from './status.js';

export interface ProjectionStatus {
  name: string;
  version: number;
  build: number;
  state: 'live' | 'building';
  /** Messages that were read, and how many there are. */
  read: number;
  total: number;
  /** When it went live, or its build began. */
  since: Date;
}

type Row = Omit<ProjectionStatus, 'read' | 'total'> & { slice: string };

const BUILDS = `SELECT name, version, build, state, since, table_name AS slice
  FROM projection WHERE state <> 'retired' ORDER BY name, version, build`;

/** The live build of each view, and the builds that are being filled. */
export async function projectionStatus({ writer }: Database, { consumers }: RoadStatus): Promise<ProjectionStatus[]> {
  const { rows } = await writer.query<Row>(BUILDS);
  return rows.map(({ slice, ...row }) => {
    const mine = consumers.filter(one => one.slice === slice);
    const sum = (of: 'head' | 'checkpoint'): number => mine.reduce((total, one) => total + one[of], 0);
    return { ...row, read: sum('checkpoint'), total: sum('head') };
  });
}

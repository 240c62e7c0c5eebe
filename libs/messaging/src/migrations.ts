import { Erasure1763856100000 } from './erasure.migration.js';
import { Lapse1764201600000 } from './lapse.migration.js';
import { Parked1763942400000 } from './parked.migration.js';
import { ParkedByOffset1765238400000 } from './parked-by-offset.migration.js';
import { Projection1764288000000 } from './projection.migration.js';
import { Rewrite1764374400000 } from './rewrite.migration.js';
import { Road1763769700000 } from './road.migration.js';

/** The tables that every service has besides its log, in the order of their migrations. */
export const ROAD_MIGRATIONS = [
  Road1763769700000,
  Erasure1763856100000,
  Parked1763942400000,
  Lapse1764201600000,
  Projection1764288000000,
  Rewrite1764374400000,
  ParkedByOffset1765238400000,
];

/** What the services say of themselves, as this page reads it. */
export interface Hop {
  lagEvents: number;
  lagSeconds: number;
}

/** Named amounts, one of which is the sum of the others; null, like `balanced`, while nobody can tell. */
export type Sum = { balanced: boolean | null } & Record<string, number | boolean | null>;

export interface ServiceStatus {
  service: string;
  answers: boolean;
  /** Told, like what follows, to who runs the installation. */
  head?: number;
  lanes?: (Hop & { topic: string; failure: string | null })[];
  consumers?: (Hop & { slice: string; topic: string })[];
  alarms?: string[];
  sums?: { intake?: Sum; views?: (Sum & { view: string })[] };
}

export interface PlaceOnTopic {
  id: string;
  service: string;
  topic: string;
  partition: number;
  offset: string | number;
}

export interface Parked extends PlaceOnTopic {
  type: string | null;
  cause: string;
  /** Behind a parked message of its key. */
  waits: boolean;
  parkedAt: string;
}

export interface Quarantined extends PlaceOnTopic {
  code: string;
  detail: string;
  receivedAt: string;
  /** Then its bytes go, and with them the way to read it again. */
  lapsesAt: string;
  lapsedAt: string | null;
}

export interface Projection {
  name: string;
  version: number;
  build: number;
  state: 'live' | 'building';
  /** Told, like what follows, to who runs the installation. */
  read?: number;
  total?: number;
  since?: string;
}

/** The answers about the services themselves, as far as the page of operations reads them. */
export interface Hop {
  lagEvents: number;
  lagSeconds: number;
}

/** Named amounts, one of which must be the sum of the others. All are null while they cannot be counted. */
export type Sum = { balanced: boolean | null } & Record<string, number | boolean | null>;

export interface ServiceStatus {
  service: string;
  answers: boolean;
  /** This and what follows is only told to the tenant that runs the installation. */
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
  /** Whether it only waits behind a parked message of the same key. */
  waits: boolean;
  parkedAt: string;
}

export interface Quarantined extends PlaceOnTopic {
  code: string;
  detail: string;
  receivedAt: string;
  /** When its bytes are deleted; afterwards it cannot be read again. */
  lapsesAt: string;
  lapsedAt: string | null;
}

export interface Projection {
  name: string;
  version: number;
  build: number;
  state: 'live' | 'building';
  /** This and what follows is only told to the tenant that runs the installation. */
  read?: number;
  total?: number;
  since?: string;
}

import type { ServiceName } from '@ckm/contracts';

/** What one service did about an erasure. */
export interface CertificatePart {
  service: ServiceName;
  /** Where the console had no answer of it. */
  answers?: false;
  /** Null while it has not come to it. */
  appliedAt: string | null;
  /** View → rows that have become tombstones. */
  rows: Record<string, number>;
  /** View → when the last file was gone that held them; null while one stands. */
  rewrittenAt: Record<string, string | null>;
  /** What it had sent out before, and where. */
  sent?: unknown[];
}

export interface Certificate {
  erasureId: string;
  customerId: string;
  requestedAt: string;
  /** Complete when every service is through. */
  state: 'pending' | 'complete';
  services: CertificatePart[];
  /** What goes by itself, must be deleted by others, or stays. */
  lapsesLater: string[];
}

/** Of these a service cannot take anything back. */
export const LAPSES_LATER = [
  'What PostgreSQL no longer shows stays in the files of a view until the service has built that anew (`rewrittenAt`), which it begins CKM_REWRITE_AFTER (an hour, unless set) after the erasure; in its write-ahead log until the next archive cycle.',
  'Backups keep the sealed events and what was shown until they are thrown away; erasures.ndjson says who is to be forgotten again after a restore.',
  'What was recorded as KnowledgeItemCaptured or CustomerIdentified of version 1 keeps, in the log and our topics, the id that its source gave it and the name of its account: those of version 2 are sealed.',
  'The UUIDs of the person and of each item stay: they are made of the tenant and of the ids that sources gave, without a secret, so who guesses such an id can check it.',
  'Topics and systems that are not ours keep what they sent.',
  'What was sent to others before is theirs to delete.',
  'Quarantined records are sealed and go after 30 days.',
];

export const stateOf = (services: CertificatePart[]): Certificate['state'] =>
  services.every(({ appliedAt }) => appliedAt !== null) ? 'complete' : 'pending';

import type { ServiceName } from '@ckm/contracts';

/** What one service did about an erasure. */
export interface CertificatePart {
  service: ServiceName;
  /** Set by the console when the service did not answer. */
  answers?: false;
  /** ISO 8601; null while the erasure is not applied. */
  appliedAt: string | null;
  /** View → number of rows that became tombstones. */
  rows: Record<string, number>;
  /** View → when the last table that had held the words was dropped; null while there is one. */
  rewrittenAt: Record<string, string | null>;
  /** What it had sent out of the installation before, and where to. */
  sent?: unknown[];
}

export interface Certificate {
  erasureId: string;
  customerId: string;
  requestedAt: string;
  /** `complete` when every service has applied it. */
  state: 'pending' | 'complete';
  services: CertificatePart[];
  /** In words: what disappears later by itself, what others must delete, and what stays. */
  lapsesLater: string[];
}

/** The same for every erasure. */
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

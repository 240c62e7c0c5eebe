import type { EvidenceLinked, Stance } from '@ckm/contracts';

/** What says nothing of it supports. */
export const stanceOf = ({ stance }: Pick<EvidenceLinked, 'stance'>): Stance => stance ?? 'SUPPORTS';

import type { EvidenceLinked, Stance } from '@ckm/contracts';

/** What says nothing of it supports. */
export const stanceOf = ({ stance }: Pick<EvidenceLinked, 'stance'>): Stance => stance ?? 'SUPPORTS';

/** People say which stance they mean; what is read says none. */
export const isByHand = ({ stance }: Pick<EvidenceLinked, 'stance'>): boolean => Boolean(stance);

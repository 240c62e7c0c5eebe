import type { EvidenceLinked, Stance } from '@ckm/contracts';

/** Evidence from an interpretation names no stance: it supports. */
export const stanceOf = ({ stance }: Pick<EvidenceLinked, 'stance'>): Stance => stance ?? 'SUPPORTS';

/** Evidence linked by people always names its stance; evidence from an interpretation never does. */
export const isByHand = ({ stance }: Pick<EvidenceLinked, 'stance'>): boolean => Boolean(stance);

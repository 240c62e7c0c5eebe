import type { Stage } from '@ckm/contracts';

/** From each stage, those that an opportunity can be moved to. */
export const REACHABLE: Record<Stage, Stage[]> = {
  proposed: ['under-review', 'declined'],
  'under-review': ['planned', 'declined'],
  planned: ['in-progress', 'declined'],
  'in-progress': ['shipped'],
  shipped: ['verified'],
  verified: [],
  declined: ['proposed'],
};

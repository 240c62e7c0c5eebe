import type { Stage } from '@ckm/contracts';

/** The stages that an opportunity can be moved to from each stage. */
export const REACHABLE: Record<Stage, Stage[]> = {
  proposed: ['under-review', 'declined'],
  'under-review': ['planned', 'declined'],
  planned: ['in-progress', 'declined'],
  'in-progress': ['shipped'],
  shipped: ['verified'],
  verified: [],
  declined: ['proposed'],
};

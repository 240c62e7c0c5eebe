import { command, reaction } from '@ckm/event-sourcing';
import { linkEvidence } from './evidence.decider.js';
import { evidenceFrom } from './need.js';

/**
 * Evidence that a later interpretation no longer finds is not unlinked; it stops counting, as the view of items' last interpretations
 * shows.
 */
export const linkEvidenceWhenInterpreted = reaction(
  'link-evidence-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId, erased }) =>
    erased ? [] : evidenceFrom(tenantId, data).map(link => command(linkEvidence, link.evidenceId, link)),
);

import { command, reaction } from '@ckm/event-sourcing';
import { linkEvidence } from './evidence.decider.js';
import { evidenceReadIn } from './need.js';

/** What a later reading no longer finds stays linked, and no longer stands: the view of read items tells. */
export const linkEvidenceWhenInterpreted = reaction(
  'link-evidence-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId, erased }) =>
    erased ? [] : evidenceReadIn(tenantId, data).map(link => command(linkEvidence, link.evidenceId, link)),
);

import { command, reaction } from '@ckm/event-sourcing';
import { linkEvidence } from './evidence.decider.js';
import { evidenceOf, needsIn, opportunityIdOf } from './need.js';

/** Each need in an item speaks for the opportunity of each of the item's themes, open already or not yet. */
export const linkEvidenceWhenInterpreted = reaction(
  'link-evidence-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId, erased }) => {
    if (erased) return [];
    const { itemId, customerId, themes } = data;
    return themes.flatMap(({ themeId }) => {
      const about = { opportunityId: opportunityIdOf(tenantId, { themeId }), themeId, itemId, customerId };
      return needsIn(data).map(signal => {
        const link = evidenceOf(tenantId, about, signal);
        return command(linkEvidence, link.evidenceId, link);
      });
    });
  },
);

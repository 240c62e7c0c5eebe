import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { command, reaction } from '@ckm/event-sourcing';
import { opportunityIdOf } from '../evidence/need.js';
import { openOpportunity } from './opportunity.decider.js';

/** The last of the distinct customers who are needed opens the opportunity. */
export const openOpportunityWhenDemandNoted = reaction(
  'open-opportunity-when-demand-noted',
  'DemandNoted',
  ({ data, tenantId }) => {
    const { themeId, theme, itemIds } = data;
    if (itemIds.length < CUSTOMERS_TO_OPEN) return [];
    const opportunityId = opportunityIdOf(tenantId, data);
    return [command(openOpportunity, opportunityId, { opportunityId, themeId, title: theme, itemIds })];
  },
);

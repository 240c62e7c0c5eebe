import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { command, type Reaction, reaction } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { opportunityIdOf } from '../evidence/need.js';
import { emergenceIdOf, goneFrom } from './demand.js';
import { recountDemand } from './emergence.decider.js';
import { openOpportunity } from './opportunity.decider.js';

/** The last of the distinct customers who are needed opens the opportunity, unless some were misread, withdrawn or parted since. */
export const openOpportunityWhenDemandNoted = (service: Service): Reaction =>
  reaction('open-opportunity-when-demand-noted', 'DemandNoted', async ({ data, tenantId }) => {
    const { themeId, theme, itemIds } = data;
    if (itemIds.length < CUSTOMERS_TO_OPEN) return [];
    const gone = await goneFrom(service, tenantId, data);
    if (gone.length > 0) return [command(recountDemand, emergenceIdOf(tenantId, themeId), { themeId, theme, gone })];
    const opportunityId = opportunityIdOf(tenantId, data);
    return [command(openOpportunity, opportunityId, { opportunityId, themeId, title: theme, itemIds })];
  });

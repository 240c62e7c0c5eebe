import type { ServiceDefinition } from '@ckm/service';
import { evidence } from './evidence/evidence.view.js';
import { linkEvidenceWhenInterpreted } from './evidence/link-evidence-when-interpreted.reaction.js';
import { noteDemandWhenInterpreted } from './opportunity/note-demand-when-interpreted.reaction.js';
import { openOpportunityWhenDemandNoted } from './opportunity/open-opportunity-when-demand-noted.reaction.js';
import { opportunities } from './opportunity/opportunities.view.js';
import { OpportunityRoutes } from './opportunity/opportunity.route.js';

/** What several customers need becomes an opportunity, with the words that speak for it. */
export const innovation: ServiceDefinition = {
  name: 'innovation',
  routes: [
    OpportunityRoutes, // GET /v1/opportunities, GET /v1/opportunities/{id}
  ],
  views: [evidence, opportunities],
  reactions: () => [
    linkEvidenceWhenInterpreted, // ItemInterpreted → EvidenceLinked
    noteDemandWhenInterpreted, // ItemInterpreted → DemandNoted
    openOpportunityWhenDemandNoted, // DemandNoted, the third → OpportunityOpened
  ],
  intakes: () => [],
};

import { currentThemes, type ServiceDefinition, withdrawnItem } from '@ckm/service';
import { evidence } from './evidence/evidence.view.js';
import { LinkEvidences } from './evidence/link-evidence.command.js';
import { linkEvidenceWhenInterpreted } from './evidence/link-evidence-when-interpreted.reaction.js';
import { RemoveEvidences } from './evidence/remove-evidence.command.js';
import { readItem } from './item/read-item.view.js';
import { history } from './opportunity/history.view.js';
import { ListOpportunities } from './opportunity/list-opportunities.route.js';
import { MoveOpportunities } from './opportunity/move-opportunity.command.js';
import { openNeeded } from './opportunity/open-needed.worker.js';
import { opportunities } from './opportunity/opportunities.view.js';
import { OpportunityRoute } from './opportunity/opportunity.route.js';
import { ProposeOpportunities } from './opportunity/propose-opportunity.command.js';
import { SupportOpportunities } from './support/support-opportunity.command.js';
import { supporters } from './support/supporters.view.js';

/** What several customers need becomes an opportunity, with the words that speak for it; people take it from there. */
export const innovation: ServiceDefinition = {
  name: 'innovation',
  routes: [
    ProposeOpportunities, // POST /v1/opportunities
    SupportOpportunities, // POST /v1/opportunities/{id}/support
    LinkEvidences, // POST /v1/opportunities/{id}/evidence
    RemoveEvidences, // POST /v1/opportunities/{id}/evidence/{evidenceId}/removal
    MoveOpportunities, // POST /v1/opportunities/{id}/stage
    ListOpportunities, // GET /v1/opportunities
    OpportunityRoute, // GET /v1/opportunities/{id}
  ],
  views: [currentThemes, readItem, withdrawnItem, evidence, opportunities, supporters, history],
  reactions: () => [
    linkEvidenceWhenInterpreted, // ItemInterpreted → EvidenceLinked
  ],
  intakes: () => [],
  workers: service => [
    openNeeded(service), // EvidenceLinked of the third customer → OpportunityOpened
  ],
};

import { currentThemes, type ServiceDefinition } from '@ckm/service';
import { CustomerRoute } from './customer/customer.route.js';
import { identity } from './customer/identity.view.js';
import { DeliveriesByTime1764806400000 } from './delivery/deliveries-by-time.migration.js';
import { deliveryGauges } from './delivery/delivery-gauges.js';
import { DeliveryRoutes } from './delivery/delivery.route.js';
import { makeTeamTopics } from './delivery/make-team-topics.worker.js';
import { ParkedBySubscription1765065600000 } from './delivery/parked-by-subscription.migration.js';
import { ParkedDeliveries1764201600000 } from './delivery/parked.migration.js';
import { ResendDeliveries } from './delivery/resend-delivery.command.js';
import { sendWhatIsDue } from './delivery/send-what-is-due.worker.js';
import { Sent1764115200000 } from './delivery/sent.migration.js';
import { sentOf } from './delivery/sent-of.js';
import { Sharing1764028800000 } from './delivery/sharing.migration.js';
import { TestSubscriptions } from './delivery/test-subscription.command.js';
import { WaitingTests1765152000000 } from './delivery/waiting-tests.migration.js';
import { withdrawals } from './delivery/withdrawals.view.js';
import { FeedRoute } from './feed/feed.route.js';
import { feed } from './feed/feed.view.js';
import { journey, JourneyRoute } from './journey/journey.view.js';
import { OrphansRoute } from './journey/orphans.route.js';
import { SearchRoute } from './search/search.route.js';
import { announceWhenInterpreted } from './share/announce-when-interpreted.reaction.js';
import { announcements } from './share/announcements.view.js';
import { shareWhatMatches } from './share/share-what-matches.worker.js';
import { ChangeSubscriptions } from './subscription/change-subscription.command.js';
import { EndSubscriptions } from './subscription/end-subscription.command.js';
import { OpenSubscriptions } from './subscription/open-subscription.command.js';
import { PauseSubscriptions } from './subscription/pause-subscription.command.js';
import { ResumeSubscriptions } from './subscription/resume-subscription.command.js';
import { SubscriptionRoutes } from './subscription/subscription.route.js';
import { subscriptions } from './subscription/subscriptions.view.js';
import { terms } from './subscription/terms.view.js';

/** Disseminates knowledge: the feed, search, subscriptions with their deliveries, and the journey of each item. */
export const sharing: ServiceDefinition = {
  name: 'sharing',
  routes: [
    FeedRoute, // GET /v1/feed
    SearchRoute, // GET /v1/search
    OpenSubscriptions, // POST /v1/subscriptions
    ChangeSubscriptions, // POST /v1/subscriptions/{id}/change
    PauseSubscriptions, // POST /v1/subscriptions/{id}/pause
    ResumeSubscriptions, // POST /v1/subscriptions/{id}/resume
    EndSubscriptions, // POST /v1/subscriptions/{id}/end
    SubscriptionRoutes, // GET /v1/subscriptions, GET /v1/subscriptions/{id}
    DeliveryRoutes, // GET /v1/subscriptions/{id}/items, /deliveries
    TestSubscriptions, // POST /v1/subscriptions/{id}/test
    ResendDeliveries, // POST /v1/subscriptions/{id}/deliveries/{id}/resend
    CustomerRoute, // GET /v1/items/{id}/customer
    JourneyRoute, // GET /v1/items/{id}/journey
    OrphansRoute, // GET /v1/ops/orphans
  ],
  views: [feed, identity, currentThemes, announcements, subscriptions, terms, withdrawals, journey],
  reactions: () => [
    announceWhenInterpreted, // ItemInterpreted → KnowledgeAnnounced
  ],
  intakes: () => [],
  workers: service => [
    shareWhatMatches(service), // KnowledgeAnnounced that answers a subscription → KnowledgeShared
    sendWhatIsDue(service), // KnowledgeShared → team topics, webhooks
    makeTeamTopics(service),
  ],
  migrations: [
    Sharing1764028800000,
    Sent1764115200000,
    ParkedDeliveries1764201600000,
    DeliveriesByTime1764806400000,
    ParkedBySubscription1765065600000,
    WaitingTests1765152000000,
  ],
  gauges: deliveryGauges,
  sentOf,
};

import type { ServiceDefinition } from '@ckm/service';
import { FeedRoute } from './feed/feed.route.js';
import { feed } from './feed/feed.view.js';
import { journey, JourneyRoute } from './journey/journey.view.js';
import { SearchRoute } from './search/search.route.js';

/** Who should know, knows: the feed, search, and the way an item went. */
export const sharing: ServiceDefinition = {
  name: 'sharing',
  routes: [
    FeedRoute, // GET /v1/feed
    SearchRoute, // GET /v1/search
    JourneyRoute, // GET /v1/items/{id}/journey
  ],
  views: [feed, journey],
  reactions: () => [],
  intakes: () => [],
};

import { type Class, jsonSchemaOf } from '@ckm/contracts';
import { SearchQuery } from '../search/search.route.js';
import { OpenSubscription } from '../subscription/subscription-request.js';
import { FeedQuery } from './matches.js';

it.each<[string, Class, string]>([
  ['the feed', FeedQuery, 'captured'],
  ['a search', SearchQuery, 'captured'],
  ['a subscription', OpenSubscription, 'interpreted'],
])('the `since` of %s says that it counts from when ckm did it', (_, type, word) => {
  const { description } = jsonSchemaOf(type).properties?.since ?? {};
  expect(description).toContain(`ckm ${word} then or later, whenever the customer said it`);
});

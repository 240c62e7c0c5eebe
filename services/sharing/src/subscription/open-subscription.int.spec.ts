import type { Principal } from '@ckm/http';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { OpenSubscriptions } from './open-subscription.command.js';
import type { OpenSubscription } from './subscription-request.js';
import { subscriptionOf } from './subscription-of.js';

const bob: Principal = { subject: 'bob', tenantId: 'beta', role: 'contributor', correlationId: 'c', keyed: null };
const ann: Principal = { ...bob, subject: 'ann', tenantId: 'acme' };
const keyed = (digest: string): Principal => ({ ...bob, keyed: { id: 'a key', digest } });

serveBeforeAll();

const open = async (principal: Principal, team: string, more: Partial<OpenSubscription> = {}): Promise<string> => {
  const request = { name: 'what matters', query: {}, channel: { kind: 'topic' as const, team }, ...more };
  return (await new OpenSubscriptions(sharing.service).open(request, principal)).data.subscriptionId;
};

it.each<[string, string, () => Promise<unknown>]>([
  ['cadence-not-possible', 'support', () => open(bob, 'support', { cadence: 'HOURLY' })],
  ['words-not-allowed', 'sales', () => open(bob, 'sales', { include: ['words'] })],
  [
    'idempotency-key-reused',
    'service',
    async () => {
      await open(keyed('of a body'), 'of-beta');
      await open(keyed('of another'), 'service');
    },
  ],
])('%s: a subscription that is refused has claimed no team', async (slug, team, ask) => {
  await expect(ask()).rejects.toMatchObject({ slug });
  const id = await open(ann, team);
  expect(await subscriptionOf(sharing.service, 'acme', id)).toMatchObject({ status: 'active' });
});

it('a team belongs to the first tenant that names it', async () => {
  await open(ann, 'of-acme');
  await expect(open(bob, 'of-acme')).rejects.toMatchObject({ slug: 'slug-taken' });
  await open(ann, 'of-acme');
});

import type { Principal } from '@ckm/http';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { eventually } from '@ckm/backing-services';
import { ChangeSubscriptions } from './change-subscription.command.js';
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

it('a subscription asks for a theme that there is, be it merged into another', async () => {
  const [toner, ink] = ['0a52b1d6-1111-5111-8111-000000000001', '0a52b1d6-1111-5111-8111-000000000002'];
  const query = { theme: toner };
  const all = await open(ann, 'all');
  const change = () => new ChangeSubscriptions(sharing.service).change(all, { query }, ann);
  const unknown = { code: 'theme-unknown', faults: [{ pointer: '/query/theme' }] };
  for (const ask of [() => open(ann, 'toner', { query }), change]) await expect(ask()).rejects.toMatchObject(unknown);
  await sharing.others.describeTheme('acme', toner, 'Toner');
  await sharing.others.describeTheme('acme', ink, 'Ink');
  await sharing.others.merge('acme', toner, ink);
  await eventually(() => open(ann, 'toner', { query }));
  await change();
  await expect(open(bob, 'ink', { query })).rejects.toMatchObject(unknown);
});

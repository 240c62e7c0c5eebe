import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { eventually } from '@ckm/backing-services';
import {
  cluster,
  interpretation,
  opened,
  opportunity,
  read,
  theme,
} from '../../../services/console/web/src/fixture/examples.js';
import type {
  Captured,
  Evidence,
  HistoryEntry,
  Identity,
  JourneyStep,
  Supporter,
} from '../../../services/console/web/src/knowledge.js';
import type { Projection, Quarantined, ServiceStatus } from '../../../services/console/web/src/operating.js';
import type { Emerging } from '../../../services/console/web/src/themes.js';
import { binaryRecord, type CustomerEvent, structuredRequest } from './customer-events.js';
import { differences } from './differences.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { type Upstream, upstreamOverPostgres } from './upstream.js';

const SERVICES = fileURLToPath(new URL('../../../services/console/web/src/fixture/services.ts', import.meta.url));
/** What the pages ask for, as their own tests have it. */
const READ = [...new Set([...readFileSync(SERVICES, 'utf8').matchAll(/^ {2}'GET (\S+)'/gm)].map(([, path]) => path!))];

const AT = '2026-03-01T11:57:00.000Z';
const AROUND = {
  channel: 'visit',
  occasion: 'VISIT',
  contactMode: 'DIRECT',
  product: 'P-1',
  account: 'Acme',
  rating: 4,
};
/** Of an item that was withdrawn: all that can be told of one. */
const CAPTURED: Required<Captured> = {
  ...{ itemId: 'one', customerId: 'c', customerExternalId: 'c-1', ...AROUND },
  ...{ text: null, occurredAt: AT, capturedAt: AT, withdrawn: true, withdrawnAt: AT, withdrawalReason: 'A test' },
};
const CUSTOMER: Identity = { name: 'Anna Gut', account: 'Acme', language: 'en' };
const STEP: JourneyStep = { eventId: 'e', service: 'capture', type: 'a', recordedAt: AT, position: 1, traceId: null };
const EMERGING: Emerging = {
  ...{ themeId: 't', theme: 'Quiet mode', since: AT, at: AT },
  ...{ base: 0.5, observed: 9, customers: 9 },
};
const EVIDENCE: Evidence = {
  ...{ evidenceId: 'e', itemId: 'i', customerId: 'c', signalType: 'REQUEST', expression: 'IMPLIED' },
  ...{ stance: 'SUPPORTS', words: null, linkedAt: AT, erased: false, withdrawn: false },
};
const SUPPORTER: Supporter = { customerId: 'c', importance: 3, at: AT };
const HISTORY_ENTRY: HistoryEntry = {
  ...{ at: AT, actor: 'zoe', event: 'OpportunityMoved', stage: null, customerId: null },
  ...{ importance: null, itemId: null, reason: null },
};
const QUARANTINED: Quarantined = {
  ...{ id: 'q', service: 'capture', topic: 't', partition: 0, offset: 1, code: 'body-not-json', detail: 'Why' },
  ...{ receivedAt: AT, lapsesAt: AT, lapsedAt: null },
};
const PROJECTION: Required<Projection> = {
  ...{ name: 'a.b', version: 1, build: 1, state: 'live', read: 1, total: 1, since: AT },
};
const HOP = { topic: 't', lagEvents: 0, lagSeconds: 0 };
const STATUS: ServiceStatus = {
  ...{ service: 'sharing', answers: true, head: 1, alarms: [] },
  lanes: [{ ...HOP, failure: null }],
  consumers: [{ ...HOP, slice: 's' }],
};

const EXAMPLES: Record<string, object | object[]> = {
  '/v1/me': { subject: 'zoe', tenantId: 'acme', role: 'admin' },
  '/v1/feed': [{ ...read('one'), ...AROUND, customer: CUSTOMER }],
  '/v1/search': [{ ...read('one'), ...AROUND, customer: CUSTOMER, hits: [{ start: 0, end: 1 }] }],
  '/v1/items/:id': CAPTURED,
  '/v1/items/:id/customer': CUSTOMER,
  '/v1/items/:id/journey': [STEP],
  '/v1/interpretations/:id': interpretation({ corrected: ['themes'] }),
  '/v1/themes': [theme('t', 'Quiet mode', { merged: [{ themeId: 'm', name: 'Whisper' }] })],
  '/v1/themes/emerging': [EMERGING],
  '/v1/clusters': [cluster('c', 'stuck lift')],
  '/v1/opportunities': [opportunity('a', 'Quiet mode', { theme: 'Quiet mode' })],
  '/v1/opportunities/:id': {
    ...opened('a', 'Quiet mode', { theme: 'Quiet mode' }),
    ...{ evidence: [EVIDENCE], supporters: [SUPPORTER], history: [HISTORY_ENTRY] },
  },
  '/v1/ops/status': [STATUS],
  // None could be put aside from outside.
  '/v1/ops/parked': [],
  '/v1/ops/quarantine': [QUARANTINED],
  '/v1/ops/projections': [PROJECTION],
};

/** Of those items that something was read in. */
const QUERIES: Record<string, string> = { '/v1/feed': '?signalType=REQUEST', '/v1/search': '?q=quiet' };

const HOUR = 3_600_000;
const WISH = 'We work at night. Please add a quiet mode for the night.';
const NINE = 'p-0 p-1 p-2 p-3 p-4 p-5 p-6 p-7 p-8'.split(' ');
const LIFT = [
  'The lift is stuck again, the second time this week.',
  'Lift stuck between the floors again, we waited an hour.',
  'The lift is stuck on the second floor again.',
];

describe('What the pages read', () => {
  let ckm: Installation;
  let upstream: Upstream;
  const ids: Record<string, string> = {};

  const command = async <T>(path: string, body: object): Promise<T> => {
    const { status, body: told } = await ckm.post<{ data: T }>(path, {
      ...{ type: 'application/json', body: JSON.stringify(body) },
    });
    expect([path, status]).toEqual([path, 202]);
    return told.data;
  };
  const saying = (customerId: string, text: string, hoursAgo = 8): CustomerEvent => ({
    ...{ id: `says-${customerId}`, source: '/visits', type: 'visit.noted' },
    ...{ time: new Date(Date.now() - hoursAgo * HOUR).toISOString(), data: { customerId, text, ...AROUND } },
  });
  const identified = (customerId: string) => {
    const { name, account, language: languageHint } = CUSTOMER;
    const data = { customerId, name, account, languageHint };
    return { ...saying(customerId, ''), id: `is-${customerId}`, type: 'customer.identified', data };
  };
  const take = async (event: Parameters<typeof structuredRequest>[0]): Promise<string> =>
    (await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(event))).body.data.itemId;
  const theirs = (path: string): string =>
    path.replace(':id', ids[path] ?? ids[path.split('/')[2]!] ?? '') + (QUERIES[path] ?? '');

  beforeAll(async () => {
    ckm = await startInstallation();
    upstream = await upstreamOverPostgres(ckm);
    const [quiet, whisper] = [
      await command<{ themeId: string }>('/v1/themes', {
        name: 'Quiet mode',
        examples: [{ language: 'en', text: WISH }],
      }),
      await command<{ themeId: string }>('/v1/themes', {
        ...{ name: 'Whisper', examples: [{ language: 'zh', text: '希望打印的时候没有声音。' }] },
      }),
    ];
    await command(`/v1/themes/${whisper.themeId}/merge`, { into: quiet.themeId });
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
    await take(saying('long-ago', WISH, 20 * 24));
    for (const customerId of NINE) ids['interpretations'] = await take(saying(customerId, WISH));
    ids['/v1/items/:id/customer'] = ids['interpretations']!;
    for (const customerId of ['long-ago', ...NINE]) await take(identified(customerId));
    for (const text of LIFT) await take(saying(text.slice(-9).trim(), text));
    await upstream.send({ ...binaryRecord(saying('broken', WISH)), value: '{"customerId": ' });
    ids['items'] = await take(saying('withdrawn', 'The tray is loose.'));
    await command(`/v1/items/${ids['items']}/withdrawal`, { reason: 'A test' });
    await eventually(async () => {
      const [found] = await ckm.data<{ opportunityId: string }[]>('/v1/opportunities');
      ids['opportunities'] = found!.opportunityId;
    });
    await command(`/v1/interpretations/${ids['interpretations']}/corrections`, { themes: [quiet.themeId] });
    await command(`/v1/opportunities/${ids['opportunities']}/support`, { customerId: 'external:p-1', importance: 3 });
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('is looked at here, all of it', () => expect(Object.keys(EXAMPLES)).toEqual(READ));

  it.each(READ)('from %s is answered, key by key, as it is in their own tests', path =>
    eventually(async () => expect(differences(EXAMPLES[path], await ckm.data(theirs(path)))).toEqual([])),
  );

  it('in the sums is told by the services whose sums they are', async () => {
    const sums = (await ckm.data<ServiceStatus[]>('/v1/ops/status')).map(({ service, sums }) => [service, sums]);
    expect(sums).toContainEqual(['capture', expect.objectContaining({ intake: expect.anything() as unknown })]);
    expect(sums).toContainEqual(['sharing', expect.objectContaining({ views: expect.anything() as unknown })]);
  });
});

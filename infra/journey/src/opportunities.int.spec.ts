import { eventually } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';

const THEME = {
  name: 'Quiet mode',
  examples: [
    { language: 'en', text: 'Please add a quiet mode for the night.' },
    { language: 'de', text: 'Bitte einen Leisemodus für die Nacht einbauen.' },
    { language: 'zh', text: '希望能有夜间静音模式。' },
  ],
};
const ENGLISH = 'We work at night. Please add a quiet mode for the night.';
const GERMAN = 'Nebenan schläft das Kind. Bitte einen Leisemodus für die Nacht einbauen.';
const CHINESE = '办公室晚上很安静。希望能有夜间静音模式。';
/** Of another matter; somebody sees that it belongs here all the same. */
const ELSEWHERE = 'The fan is broken and howls like a wolf.';

const saying = (customerId: string, text: string): CustomerEvent => ({
  id: `says-${customerId}`,
  source: '/visits',
  type: 'visit.noted',
  time: '2026-11-20T09:12:00Z',
  data: { customerId, text },
});

interface Opportunity {
  opportunityId: string;
  title: string;
  stage: string;
  reach: number;
  reachable: string[];
  evidence: { evidenceId: string; itemId: string; words: string | null; stance: string; withdrawn: boolean }[];
  supporters: { customerId: string; importance: number }[];
  history: { event: string; actor: string; at: string; stage: string | null; reason: string | null }[];
}

describe('An opportunity', () => {
  let ckm: Installation;
  let id: string;
  const items: Record<string, string> = {};

  const command = <T>(path: string, body: object): Promise<Answer<T>> =>
    ckm.post(path, { type: 'application/json', body: JSON.stringify(body) });
  const take = async (customerId: string, text: string): Promise<void> => {
    const answer = await ckm.post<{ data: { itemId: string } }>(
      '/v1/events',
      structuredRequest(saying(customerId, text)),
    );
    items[customerId] = answer.body.data.itemId;
  };
  const one = (): Promise<Opportunity> => ckm.data(`/v1/opportunities/${id}`);
  const list = async (query: string): Promise<string[]> =>
    (await ckm.data<Opportunity[]>(`/v1/opportunities?${query}`)).map(({ opportunityId }) => opportunityId);
  const becomes = (expected: object): Promise<Opportunity> =>
    eventually(async () => {
      const found = await one();
      expect(found).toMatchObject(expected);
      return found;
    });

  beforeAll(async () => {
    ckm = await startInstallation();
    await command('/v1/themes', THEME);
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
    await take('o-1', ENGLISH);
    await take('o-2', GERMAN);
    await take('o-3', CHINESE);
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('opens by itself at the third customer', async () => {
    id = await eventually(async () => {
      const [found, ...others] = await ckm.data<Opportunity[]>('/v1/opportunities');
      expect(others).toEqual([]);
      expect(found).toMatchObject({ title: 'Quiet mode', kind: null, stage: 'proposed', reach: 3, evidence: 3 });
      return found!.opportunityId;
    });
  });

  it('is moved on step by step, and refuses a step that cannot be taken by naming those that can', async () => {
    const path = `/v1/opportunities/${id}/stage`;
    expect(await command(path, { stage: 'under-review', reason: '三位客户都提到了' })).toMatchObject({ status: 202 });
    expect(await one()).toMatchObject({ stage: 'under-review', reachable: ['planned', 'declined'] });
    expect(await command(path, { stage: 'under-review' })).toMatchObject({ status: 202 });
    expect(await command(path, { stage: 'shipped' })).toMatchObject({
      status: 409,
      body: { code: 'stage-not-reachable', detail: 'From under-review it can be moved to planned, declined.' },
    });
  });

  it('counts the support of a customer once, as that customer gave it last', async () => {
    const path = `/v1/opportunities/${id}/support`;
    await command(path, { customerId: 'external:o-9', importance: 1 });
    await command(path, { customerId: 'external:o-9', importance: 3 });
    const { supporters } = await becomes({ reach: 4, support: { customers: 1, importance: 3, critical: 1 } });
    expect(supporters).toMatchObject([{ importance: 3 }]);
    expect(await command(path, { customerId: 'o-9', importance: 3 })).toMatchObject({
      status: 400,
      body: { code: 'body-invalid', pointers: [{ pointer: '/customerId' }] },
    });
  });

  it('takes evidence that somebody found, and gives it up again', async () => {
    await take('o-4', ELSEWHERE);
    const path = `/v1/opportunities/${id}/evidence`;
    const { evidenceId } = await eventually(async () => {
      const answer = await command<{ data: { evidenceId: string } }>(path, { itemId: items['o-4'] });
      expect(answer.status).toBe(202);
      return answer.body.data;
    });
    const { evidence } = await becomes({ reach: 5 });
    expect(evidence.find(found => found.evidenceId === evidenceId)).toMatchObject({
      itemId: items['o-4'],
      stance: 'SUPPORTS',
    });
    const removal = `${path}/${evidenceId}/removal`;
    expect(await command(removal, { reason: 'Ein Defekt, kein Wunsch.' })).toMatchObject({ status: 202 });
    const after = await becomes({ reach: 4 });
    expect(after.evidence.map(found => found.evidenceId)).not.toContain(evidenceId);
  });

  it('no longer counts what was withdrawn, and does not say it any more', async () => {
    await command(`/v1/items/${items['o-3']}/withdrawal`, {});
    const { evidence } = await becomes({ reach: 3 });
    expect(evidence.filter(({ withdrawn }) => withdrawn)).toMatchObject([{ itemId: items['o-3'], words: null }]);
    const again = await command(`/v1/opportunities/${id}/evidence`, { itemId: items['o-3'] });
    expect(again).toMatchObject({ status: 409, body: { code: 'item-withdrawn' } });
  });

  it('stands beside those that people thought of, and each is found by what it is', async () => {
    const idea = { title: 'Leihgerät für eine Nacht', kind: 'NEW_SERVICE', description: 'Solange wir reparieren.' };
    const { body, status } = await command<{ data: { opportunityId: string } }>('/v1/opportunities', idea);
    expect(status).toBe(202);
    const { opportunityId } = body.data;
    expect(await ckm.data(`/v1/opportunities/${opportunityId}`)).toMatchObject({
      ...idea,
      stage: 'proposed',
      reach: 0,
    });
    await eventually(async () => expect(await list('sort=newest')).toEqual([opportunityId, id]));
    expect(await list('sort=reach')).toEqual([id, opportunityId]);
    expect(await list('stage=under-review')).toEqual([id]);
    expect(await list('kind=NEW_SERVICE')).toEqual([opportunityId]);
    expect(await list('minReach=3')).toEqual([id]);
    const { themeId } = (await ckm.data<{ themeId: string }[]>('/v1/themes'))[0]!;
    expect(await list(`theme=${themeId}`)).toEqual([id]);
    const odd = await ckm.get<{ code: string; pointers: object[] }>('/v1/opportunities?stage=sleeping');
    expect(odd).toMatchObject({ status: 400, body: { code: 'query-invalid', pointers: [{ pointer: '/stage' }] } });
  });

  it('tells its history: what happened, when, and who did it', async () => {
    const { history } = await one();
    const told = history.map(({ event }) => event).reverse();
    expect(told.filter(event => event === 'EvidenceLinked')).toHaveLength(4);
    expect(told.filter(event => event !== 'EvidenceLinked')).toEqual([
      'OpportunityOpened',
      'OpportunityMoved',
      'OpportunitySupported',
      'OpportunitySupported',
      'EvidenceRemoved',
    ]);
    expect(history[0]).toMatchObject({ event: 'EvidenceRemoved', reason: 'Ein Defekt, kein Wunsch.' });
    expect(history.find(({ event }) => event === 'OpportunityMoved')).toMatchObject({
      stage: 'under-review',
      reason: '三位客户都提到了',
    });
    expect(history.find(({ event }) => event === 'OpportunityOpened')?.actor).toMatch(/^system:/);
    const times = history.map(({ at }) => Date.parse(at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
  });

  it('is for stewards to move, for contributors to support, and unknown to other tenants', async () => {
    const as = async (role: string, path: string, body: object, tenant = 'demo'): Promise<number> => {
      const headers = { authorization: `Bearer ${tokenOf(ckm.home, { tenant, role })}` };
      const { status } = await ckm.post(path, { type: 'application/json', body: JSON.stringify(body), headers });
      return status;
    };
    const worth = { customerId: 'external:o-9', importance: 2 };
    expect(await as('contributor', `/v1/opportunities/${id}/stage`, { stage: 'planned' })).toBe(403);
    expect(await as('reader', `/v1/opportunities/${id}/support`, worth)).toBe(403);
    expect(await as('contributor', `/v1/opportunities/${id}/support`, worth)).toBe(202);
    expect(await as('admin', `/v1/opportunities/${id}/support`, worth, 'other')).toBe(404);
    const theirs = tokenOf(ckm.home, { tenant: 'other', role: 'admin' });
    expect(await ckm.get(`/v1/opportunities/${id}`, theirs)).toMatchObject({ status: 404 });
    expect(await ckm.data('/v1/opportunities', theirs)).toEqual([]);
  });

  it('is proposed once, however often the request comes under its key', async () => {
    const idea = { title: '夜间借用机', kind: 'NEW_SERVICE' };
    const headers = { 'idempotency-key': 'idea-1' };
    const propose = () =>
      ckm.post<{ data: { opportunityId: string } }>('/v1/opportunities', {
        type: 'application/json',
        body: JSON.stringify(idea),
        headers,
      });
    const [first, second] = [await propose(), await propose()];
    expect(second.body.data).toEqual(first.body.data);
    await eventually(async () => expect(await list('kind=NEW_SERVICE')).toHaveLength(2));
  });
});

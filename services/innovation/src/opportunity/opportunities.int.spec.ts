import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { ItemInterpreted, Signal, Stage } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import { toCursor } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';
import { LinkEvidences } from '../evidence/link-evidence.command.js';
import { RemoveEvidences } from '../evidence/remove-evidence.command.js';
import { recorded, interpreted, signal, uuid } from '../fixture/events.js';
import { jana, openInnovation, type TestInnovation } from '../fixture/innovation.js';
import { SupportOpportunities } from '../support/support-opportunity.command.js';
import { ListOpportunities, type OpportunitiesQuery } from './list-opportunities.route.js';
import { MoveOpportunities } from './move-opportunity.command.js';
import { OpportunityRoute } from './opportunity.route.js';
import { ProposeOpportunities, type ProposeOpportunity } from './propose-opportunity.command.js';

const WISH = signal('REQUEST', 0, '能不能给我们换个静音一点的风扇');
const TROUBLE = signal('PROBLEM', 30, 'der Lüfter pfeift seit März');
const THANKS = signal('PRAISE', 60, 'the new tray is great');

let postgres: TestPostgres;
let innovation: TestInnovation;
let heard: RecordedEvent[] = [];

beforeAll(async () => {
  postgres = await testPostgres();
  innovation = await openInnovation(postgres.url);
});
afterAll(async () => {
  await innovation?.close();
  await postgres?.stop();
});

const propose = async (request: Partial<ProposeOpportunity>, tenantId?: string): Promise<string> => {
  const proposal = { title: 'Leiser Lüfter', kind: 'IMPROVEMENT' as const, ...request };
  const { data } = await new ProposeOpportunities(innovation.service).propose(proposal, jana(tenantId));
  return data.opportunityId;
};
const move = (id: string, stage: Stage) => new MoveOpportunities(innovation.service).move(id, { stage }, jana());
const support = (id: string, customerId: string, importance: 0 | 1 | 2 | 3) =>
  new SupportOpportunities(innovation.service).support(id, { customerId, importance }, jana());
const link = async (id: string, item: number, more: { span?: Signal['span']; stance?: 'CONTRADICTS' } = {}) =>
  (await new LinkEvidences(innovation.service).link(id, { itemId: uuid(item), ...more }, jana())).data;
const remove = (id: string, evidenceId: string) =>
  new RemoveEvidences(innovation.service).remove(id, evidenceId, { reason: 'Anderes Gerät.' }, jana());

/** The item of that number was said by the customer of that number. */
const read = (item: number, customer: number, signals: Signal[], more: Partial<ItemInterpreted> = {}): RecordedEvent =>
  recorded('ItemInterpreted', interpreted(signals, { itemId: uuid(item), customerId: uuid(customer), ...more }));
const withdrawn = (item: number): RecordedEvent =>
  recorded('KnowledgeItemWithdrawn', { itemId: uuid(item), customerId: uuid(1) });
const hear = (...events: RecordedEvent[]): Promise<void> => innovation.catchUp((heard = [...heard, ...events]));

const list = async (query: OpportunitiesQuery = {}, tenantId?: string) =>
  (await new ListOpportunities(innovation.service).list(query, jana(tenantId))).data;
const rowOf = async (id: string) => (await list({ limit: 100 })).find(row => row.opportunityId === id);
const one = async (id: string, tenantId?: string) =>
  (await new OpportunityRoute(innovation.service).get(id, jana(tenantId))).data as {
    reach: number;
    reachable: Stage[];
    evidence: { evidenceId: string; words: string | null; stance: string; withdrawn: boolean; erased: boolean }[];
    supporters: object[];
    history: { event: string; actor: string }[];
  };

describe('evidence that is linked by hand', () => {
  let id: string;
  beforeAll(async () => {
    id = await propose({});
    await hear(read(10, 1, [WISH, TROUBLE, THANKS]), read(11, 2, [THANKS]), read(12, 3, []));
  });

  it('is every need of the item where no span is given', async () => {
    const { evidenceId, evidenceIds } = await link(id, 10);
    await hear();
    const { evidence, reach } = await one(id);
    expect(evidenceIds).toHaveLength(2);
    expect(evidenceIds).toContain(evidenceId);
    expect(evidence.map(({ words }) => words).sort()).toEqual([TROUBLE.text, WISH.text].sort());
    expect(reach).toBe(1);
  });

  it('is every signal of an item without a need', async () => {
    await link(id, 11);
    await hear();
    expect((await one(id)).evidence[0]).toMatchObject({ words: THANKS.text, stance: 'SUPPORTS' });
  });

  it('is the signal at the span that is given', async () => {
    const { evidenceIds } = await link(id, 10, { span: THANKS.span, stance: 'CONTRADICTS' });
    await hear();
    expect(evidenceIds).toHaveLength(1);
    expect((await one(id)).evidence[0]).toMatchObject({ words: THANKS.text, stance: 'CONTRADICTS' });
  });

  it('needs a signal at that span; the refusal lists the spans of the signals', async () => {
    const places = 'The signals of this item stand at: 0–15, 30–57, 60–81.';
    await expect(link(id, 10, { span: { start: 0, end: 3 } })).rejects.toMatchObject({
      slug: 'signal-not-found',
      detail: places,
    });
    await expect(link(id, 12)).rejects.toMatchObject({ slug: 'signal-not-found' });
  });

  it('needs an item that was interpreted and not withdrawn', async () => {
    await expect(link(id, 19)).rejects.toMatchObject({ slug: 'item-not-found' });
    await hear(read(13, 3, [WISH]), withdrawn(13));
    await expect(link(id, 13)).rejects.toMatchObject({ slug: 'item-withdrawn' });
  });

  it('needs words that are still there', async () => {
    await hear({ ...read(14, 4, [WISH]), erased: true });
    await expect(link(id, 14)).rejects.toMatchObject({ slug: 'item-forgotten' });
  });

  it('needs an opportunity', async () => {
    await expect(link(uuid(999), 10)).rejects.toMatchObject({ slug: 'opportunity-not-found' });
    await expect(support(uuid(999), uuid(1), 1)).rejects.toMatchObject({ slug: 'opportunity-not-found' });
    await expect(move(uuid(999), 'planned')).rejects.toMatchObject({ slug: 'opportunity-not-found' });
  });

  it('does not make an opportunity of a piece of evidence', async () => {
    const { evidenceId } = (await one(id)).evidence[0]!;
    await expect(one(evidenceId)).rejects.toMatchObject({ slug: 'opportunity-not-found' });
    await expect(move(evidenceId, 'planned')).rejects.toMatchObject({ slug: 'opportunity-not-found' });
  });
});

describe('reach', () => {
  let id: string;
  beforeAll(async () => {
    id = await propose({ title: '静音风扇' });
    await hear(
      read(20, 5, [WISH]),
      read(21, 5, [TROUBLE]),
      read(22, 6, [WISH]),
      read(23, 7, [WISH]),
      read(24, 8, [WISH]),
    );
    for (const item of [20, 21, 22, 23]) await link(id, item);
    await link(id, 24, { stance: 'CONTRADICTS' });
    await hear();
  });

  it('counts customers, not signals, and none whose evidence contradicts', async () =>
    expect(await rowOf(id)).toMatchObject({ reach: 3, evidence: 5 }));

  it('counts those to whom it matters, each once', async () => {
    await support(id, uuid(5), 2);
    await support(id, 'external:K-77', 3);
    await support(id, uuid(9), 0);
    await hear();
    expect(await rowOf(id)).toMatchObject({ reach: 4, support: { customers: 2, importance: 5, critical: 1 } });
  });

  it('follows what a customer says last', async () => {
    await support(id, customerIdOf('demo', 'K-77'), 0);
    await hear();
    expect(await rowOf(id)).toMatchObject({ reach: 3, support: { customers: 1, importance: 2, critical: 0 } });
    expect((await one(id)).supporters).toHaveLength(3);
  });

  it('leaves out what was removed', async () => {
    const { evidenceId } = await link(id, 22);
    await remove(id, evidenceId);
    await hear();
    expect(await rowOf(id)).toMatchObject({ reach: 2, evidence: 4 });
    expect((await one(id)).evidence.map(found => found.evidenceId)).not.toContain(evidenceId);
  });

  it('leaves out what was withdrawn, and shows it without its words', async () => {
    await hear(withdrawn(23));
    expect(await rowOf(id)).toMatchObject({ reach: 1, evidence: 3 });
    const gone = (await one(id)).evidence.filter(found => found.withdrawn);
    expect(gone).toMatchObject([{ words: null, erased: false }]);
  });

  it('is the same for one as in the list', async () => {
    expect(await one(id)).toMatchObject({ reach: 1, support: { customers: 1, importance: 2, critical: 0 } });
  });

  it('does not grow by a customer who says the same again', async () => {
    await hear(read(25, 5, [WISH]), read(26, 5, [WISH]));
    for (const item of [25, 26]) await link(id, item);
    await hear();
    expect(await rowOf(id)).toMatchObject({ reach: 1, evidence: 5 });
    await hear(withdrawn(25), withdrawn(26));
  });

  it('still counts a customer whose other item was not withdrawn', async () => {
    await hear(withdrawn(20));
    expect(await rowOf(id)).toMatchObject({ reach: 1, evidence: 2 });
  });
});

describe('one opportunity', () => {
  it('is up to date right after a command, and names the stages that it can reach', async () => {
    const id = await propose({ kind: 'NEW_SERVICE', description: 'Ein Leihgerät für einen Tag.' });
    expect(await one(id)).toMatchObject({ stage: 'proposed', reachable: ['under-review', 'declined'], reach: 0 });
    await move(id, 'under-review');
    expect(await one(id)).toMatchObject({ stage: 'under-review', kind: 'NEW_SERVICE', themeId: null });
  });

  it('is not proposed for a theme that does not exist', async () => {
    const faults = [{ pointer: '/themeId', rule: 'theme' }];
    await expect(propose({ themeId: uuid(79) })).rejects.toMatchObject({ code: 'theme-unknown', faults });
  });

  it('is shown with its history, newest first, and who did what', async () => {
    const id = await propose({});
    await hear(read(40, 1, [WISH]));
    const { evidenceId } = await link(id, 40);
    await support(id, uuid(1), 1);
    await move(id, 'declined');
    await remove(id, evidenceId);
    await hear();
    const { history } = await one(id);
    expect(history.map(({ event }) => event)).toEqual([
      'EvidenceRemoved',
      'OpportunityMoved',
      'OpportunitySupported',
      'EvidenceLinked',
      'OpportunityProposed',
    ]);
    expect(history).toMatchObject([
      { actor: 'jana', reason: 'Anderes Gerät.', itemId: uuid(40) },
      { stage: 'declined' },
      { importance: 1, customerId: uuid(1) },
      { stance: 'SUPPORTS' },
      { actor: 'jana' },
    ]);
  });

  it('is not shown to another tenant, nor counted there', async () => {
    const id = await propose({ title: 'theirs' }, 'other');
    await hear();
    await expect(one(id)).rejects.toMatchObject({ slug: 'opportunity-not-found' });
    expect((await list({}, 'other')).map(({ title }) => title)).toEqual(['theirs']);
    expect((await list({ limit: 100 })).map(({ title }) => title)).not.toContain('theirs');
  });
});

describe('the list', () => {
  const themeId = uuid(70);
  const ids: string[] = [];
  beforeAll(async () => {
    await hear(recorded('ThemeDescribed', { themeId, name: 'Fans', description: '', examples: [] }));
    for (const [n, customers] of [1, 3, 2, 3].entries()) {
      const id = await propose({ title: `idea ${n}`, kind: 'PROCESS_CHANGE', themeId });
      ids.push(id);
      for (let customer = 0; customer < customers; customer += 1) await support(id, uuid(80 + customer), 1);
    }
    await move(ids[1]!, 'under-review');
    await hear();
  });
  const titles = async (query: OpportunitiesQuery) => (await list({ theme: themeId, ...query })).map(row => row.title);

  it('begins with the newest', async () => expect(await titles({})).toEqual(['idea 3', 'idea 2', 'idea 1', 'idea 0']));

  it('begins, where that is asked, with those of the greatest reach', async () =>
    expect(await titles({ sort: 'reach' })).toEqual(['idea 3', 'idea 1', 'idea 2', 'idea 0']));

  it.each<[OpportunitiesQuery, string[]]>([
    [{ stage: 'under-review' }, ['idea 1']],
    [{ stage: 'proposed', minReach: 2 }, ['idea 3', 'idea 2']],
    [{ kind: 'PROCESS_CHANGE', minReach: 3, sort: 'reach' }, ['idea 3', 'idea 1']],
    [{ kind: 'NEW_PRODUCT' }, []],
    [{ theme: uuid(71) }, []],
  ])('shows for %j only what fits', async (query, expected) => expect(await titles(query)).toEqual(expected));

  it.each<OpportunitiesQuery>([{ sort: 'newest' }, { sort: 'reach' }, { minReach: 3 }, { sort: 'reach', minReach: 3 }])(
    'goes on for %j where the page before ended',
    async query => {
      const route = new ListOpportunities(innovation.service);
      const seen: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page = await route.list({ theme: themeId, ...query, limit: 1, ...(cursor ? { cursor } : {}) }, jana());
        seen.push(...page.data.map(({ title }) => title));
        cursor = page.page.next;
      }
      expect(seen).toEqual(await titles(query));
    },
  );

  it('does not take the cursor of another order', async () => {
    const { page } = await new ListOpportunities(innovation.service).list({ limit: 1 }, jana());
    await expect(list({ sort: 'reach', cursor: page.next! })).rejects.toMatchObject({ code: 'cursor-invalid' });
  });

  it.each([
    ['newest', ['yesterday', uuid(1)]],
    ['newest', ['2026-11-20T09:12:00Z', 'one']],
    ['reach', ['three', '2026-11-20T09:12:00Z', uuid(1)]],
  ] as const)('does not take a forged cursor, by %s: %j', async (sort, place) => {
    const forged = list({ sort, cursor: toCursor([...place]) });
    await expect(forged).rejects.toMatchObject({ code: 'cursor-invalid' });
  });
});

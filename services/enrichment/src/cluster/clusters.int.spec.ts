import type { ItemInterpreted } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import type { Principal } from '@ckm/http';
import { uuid5 } from '@ckm/privacy';
import { putInCluster } from '../fixture/clustered.js';
import { say, type Saying } from '../fixture/saying.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { overridden } from '../fixture/overridden.js';
import { steward } from '../fixture/steward.js';
import { KEY } from '../fixture/test-enrichment.js';
import { CorrectInterpretations } from '../interpretation/correct-interpretation.command.js';
import { interpretationIdOf } from '../interpretation/identity.js';
import { vocabularyOf } from '../interpretation/vocabulary.js';
import { mergeTheme } from '../theme/theme.decider.js';
import { ClustersRoute } from './clusters.route.js';
import { MakeThemes } from './make-theme.command.js';

const LIFT = [
  'the lift is stuck again',
  'lift stuck on floor two',
  'the lift got stuck',
  'lift stuck, took the stairs',
];
const LATE = ['快递太慢了，等了五天', '快递真的太慢'];
const [LIFTS, ALONE, LATES, NOBODY] = [1, 2, 3, 4].map(nth => uuid5('demo', 'cluster', String(nth))) as [
  string,
  string,
  string,
  string,
];
const globex = { ...steward, tenantId: 'globex' };

let lift: string[];

const put = async (clusterId: string, text: string, of: Partial<Saying> = {}): Promise<string> => {
  const itemId = await say(enrichment, { name: text, text, ...of });
  await putInCluster(enrichment, { itemId, clusterId, tenantId: of.tenantId });
  return itemId;
};

openBeforeEach();
beforeEach(async () => {
  for (const text of LATE) await put(LATES, text, { language: 'zh', customer: 'K-9' });
  lift = [];
  for (const [nth, text] of LIFT.entries()) lift.push(await put(LIFTS, text, { customer: `K-${nth % 3}` }));
  await put(ALONE, 'no hot water', { customer: 'K-7' });
});

const list = (of: Principal = steward, query = {}) => new ClustersRoute(enrichment.service).list(query, of);
const make = async (clusterId: string, name: string, of: Principal = steward, description = 'It stands still.') => {
  const made = await new MakeThemes(enrichment.service).make(clusterId, { name, description }, of);
  await enrichment.catchUp();
  return made.data;
};
const newest = async (itemId: string): Promise<ItemInterpreted> => (await enrichment.readingsOf(itemId)).at(-1)!;

describe('the clusters of a tenant', () => {
  it('have two items or more and a name that several customers share, those of most customers first', async () => {
    const before = enrichment.service.now();
    const { data, page } = await list();
    expect(page).toEqual({ next: null });
    expect(data).toMatchObject([
      {
        ...{ clusterId: LIFTS, language: 'en', items: 4, customers: 3, name: expect.stringMatching(/lift/) as string },
        examples: [3, 2, 1].map(nth => ({ itemId: lift[nth], text: LIFT[nth] })),
      },
      { clusterId: LATES, language: 'zh', items: 2, customers: 1, name: null },
    ]);
    const { since, latest } = data[0]!;
    expect(since < latest && latest < before).toBe(true);
  });

  it('come in pages, each once', async () => {
    const first = await list(steward, { limit: 1 });
    expect(first.data.map(({ clusterId }) => clusterId)).toEqual([LIFTS]);
    const second = await list(steward, { limit: 1, cursor: first.page.next });
    expect(second.data.map(({ clusterId }) => clusterId)).toEqual([LATES]);
    expect(second.page.next).toBeNull();
  });

  it('are computed once for all who ask for the same page at the same time', async () => {
    const { service } = enrichment;
    let looked = 0;
    const read = ((...of) => (looked++, service.read(...of))) as typeof service.read;
    const route = new ClustersRoute(overridden(service, { read }));
    const [one, other] = await Promise.all([route.list({}, steward), route.list({}, steward)]);
    expect([looked, other]).toEqual([1, one]);
  });

  it('hold no item that was withdrawn, forgotten or categorised, and none of another tenant', async () => {
    expect((await list(globex)).data).toEqual([]);
    await enrichment.withdraw(lift[0]!);
    await put(LIFTS, 'the lift is stuck', { themes: [{ themeId: NOBODY, theme: 'Lift', confidence: 1 }] });
    await put(LIFTS, 'forgotten', { text: null });
    const [first] = (await list()).data;
    expect(first).toMatchObject({ items: 3, examples: [3, 2, 1].map(nth => ({ itemId: lift[nth] })) });
  });
});

describe('an item that a person said has no theme', () => {
  const deny = (itemId: string) =>
    new CorrectInterpretations(enrichment.service).correct(itemId, { themes: [] }, steward);

  it('is in no cluster', async () => {
    await deny(lift[3]!);
    await enrichment.catchUp();
    expect((await list()).data[0]).toMatchObject({
      clusterId: LIFTS,
      items: 3,
      examples: [{ itemId: lift[2] }, {}, {}],
    });
  });

  it('gets none when a theme is made of its cluster a moment later', async () => {
    await deny(lift[3]!);
    const { data } = await new MakeThemes(enrichment.service).make(LIFTS, { name: 'Lift' }, steward);
    expect(data.items).toBe(3);
    expect(await newest(lift[3]!)).toMatchObject({ themes: [] });
  });
});

describe('a cluster that a person makes a theme of', () => {
  it('is gone: its items are corrected to the theme and are examples of it', async () => {
    enrichment.sealedUnder.length = 0;
    const { themeId, items } = await make(LIFTS, 'Lift');
    expect(items).toBe(4);
    for (const itemId of lift)
      expect(await newest(itemId)).toMatchObject({ themes: [{ themeId, theme: 'Lift' }], corrected: ['themes'] });
    expect(enrichment.sealedUnder.filter(keys => keys?.[0] === KEY)).toHaveLength(4);
    const { themes } = await vocabularyOf(enrichment.service)('demo');
    const [theme] = themes;
    expect(theme).toMatchObject({ themeId, name: 'Lift', description: 'It stands still.' });
    expect(theme!.said!.map(({ text }) => text).sort()).toEqual([...LIFT].sort());
    expect((await list()).data.map(({ clusterId }) => clusterId)).toEqual([LATES]);
    const [, corrected] = await enrichment.service.events.readStream('demo', interpretationIdOf('demo', lift[0]!));
    expect(corrected).toMatchObject({ type: 'InterpretationCorrected', meta: { actor: 'Lea' } });
  });

  it('gives no second theme, and one of another language can go into the same theme', async () => {
    const { themeId } = await make(LIFTS, 'Lift');
    expect(await make(LIFTS, 'Lift')).toEqual({ themeId, items: 0 });
    expect(await make(LATES, ' lift', steward, 'Late.')).toEqual({ themeId, items: 2 });
    expect((await vocabularyOf(enrichment.service)('demo')).themes).toMatchObject([
      { name: 'Lift', description: 'It stands still.' },
    ]);
    await expect(make(NOBODY, 'Lift')).rejects.toMatchObject({ slug: 'cluster-not-found' });
    await expect(make(LIFTS, 'Elevator')).rejects.toMatchObject({ slug: 'cluster-not-found' });
    expect((await vocabularyOf(enrichment.service)('demo')).themes).toHaveLength(1);
  });

  it('is finished by a second call where the first one broke off', async () => {
    const { events } = enrichment.service;
    let left = 2;
    const handle: typeof events.handle = (...of) => {
      if (left-- > 0) return events.handle(...of);
      throw new Error('broke off');
    };
    const broken = overridden(enrichment.service, { events: { ...events, handle } });
    await expect(new MakeThemes(broken).make(LIFTS, { name: 'Lift' }, steward)).rejects.toThrow('broke off');
    await enrichment.catchUp();
    expect(await make(LIFTS, 'Lift')).toMatchObject({ items: 2 });
    for (const itemId of lift) expect(await newest(itemId)).toMatchObject({ themes: [{ theme: 'Lift' }] });
  });

  it('leaves out an item whose customer is forgotten meanwhile', async () => {
    const { events } = enrichment.service;
    const handle = ((context, decider, streamId, command) =>
      streamId === interpretationIdOf('demo', lift[1]!)
        ? Promise.reject(new Rejection('item-forgotten'))
        : events.handle(context, decider, streamId, command)) as typeof events.handle;
    const meanwhile = overridden(enrichment.service, { events: { ...events, handle } });
    const { data } = await new MakeThemes(meanwhile).make(LIFTS, { name: 'Lift' }, steward);
    expect(data.items).toBe(3);
  });

  it('must be of the tenant, and its theme must not be merged', async () => {
    for (const [clusterId, of] of [
      [NOBODY, steward],
      [LIFTS, globex],
    ] as const)
      await expect(make(clusterId, 'Lift', of)).rejects.toMatchObject({ slug: 'cluster-not-found' });
    const { themeId } = await make(LATES, 'Late');
    const { themeId: intoThemeId } = await make(ALONE, 'Water');
    const { service } = enrichment;
    await service.events.handle(service.contextOf(steward), mergeTheme, themeId, { themeId, intoThemeId });
    await enrichment.catchUp();
    await expect(make(LIFTS, 'Late')).rejects.toMatchObject({ slug: 'theme-merged' });
  });
});

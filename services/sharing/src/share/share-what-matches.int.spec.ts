import { eventually } from '@ckm/backing-services';
import type { KnowledgeShared, Signal, StandingQuery } from '@ckm/contracts';
import { currentThemes, Themes } from '@ckm/service';
import { postgres, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { subscribe, sharedWith, tell } from '../fixture/subscribing.js';
import type { Saying } from '../fixture/other-services.js';
import { TestSharing } from '../fixture/test-sharing.js';
import { shareWhatMatches } from './share-what-matches.worker.js';

const TONER = '2c7f0a1e-93d4-5b68-8e07-41d9c6b25f3a';
const PAPER = '7a1d4c3b-08f2-5e96-b1a7-5d2e9f60c841';
const KRAUSE = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
const LIU = 'c4a7b2e9-3f5d-5e8c-8b71-9d206f3e8c5a';
const problem: Signal = {
  type: 'PROBLEM',
  kind: null,
  expression: 'EXPRESSED',
  span: { start: 0, end: 4 },
  text: 'der Toner schmiert',
  sentiment: { label: 'negative', score: -0.6 },
  confidence: 0.8,
  rule: 'r',
  rationale: null,
};
const german: Saying = {
  customerId: KRAUSE,
  text: 'Seit der neuen Lieferung schmiert der Toner auf jedem zweiten Blatt.',
  language: 'de',
  sentiment: { label: 'negative', score: -0.6 },
  signals: [problem],
  themes: [{ themeId: TONER, theme: 'Toner', confidence: 0.9 }],
};
const chinese: Saying = {
  customerId: LIU,
  text: '师傅当天就来修好了，纸盒也换了新的，非常满意。',
  language: 'zh',
  sentiment: { label: 'positive', score: 0.8 },
  signals: [{ ...problem, type: 'PRAISE', text: '非常满意' }],
  themes: [{ themeId: PAPER, theme: 'Paper', confidence: 0.9 }],
};

serveBeforeAll({ workers: [shareWhatMatches] });

const shared = (id: string) => sharedWith(sharing.service, id);
const open = (query: StandingQuery = {}, since?: string) => subscribe(sharing.service, tenant, { query, since });
/** In whatever order: two items stand in two partitions. */
const are = (id: string, items: string[]) =>
  eventually(async () => expect((await shared(id)).sort()).toEqual([...items].sort()));
/** One more item that everybody gets: whoever has it has seen what came before. */
const last = (nth: number) => sharing.others.say(tenant, `last-${nth}`, german);

describe('a subscription', () => {
  it.each<[string, StandingQuery]>([
    ['a theme', { theme: TONER }],
    ['a sentiment', { sentiment: 'negative' }],
    ['a language', { language: 'de' }],
    ['a type of signal', { signalType: 'PROBLEM' }],
    ['a customer', { customer: KRAUSE }],
    ['all of them', { theme: TONER, sentiment: 'negative', language: 'de', signalType: 'PROBLEM', customer: KRAUSE }],
    ['nothing special, but in German', { theme: null, sentiment: null, language: 'de' }],
  ])('that asks for %s gets what matches, and nothing else', async (_, query) => {
    const [asks, everything] = [await open(query), await open()];
    const one = await sharing.others.say(tenant, 'one', german);
    const other = await sharing.others.say(tenant, 'other', chinese);
    const end = await last(1);
    await are(asks, [one, end]);
    await are(everything, [one, other, end]);
  });

  it('that asks for two things gets only what matches both', async () => {
    const asks = await open({ language: 'de', sentiment: 'positive' });
    await sharing.others.say(tenant, 'one', german);
    await sharing.others.say(tenant, 'other', chinese);
    const both = await sharing.others.say(tenant, 'both', { ...german, sentiment: { label: 'positive', score: 0.5 } });
    await are(asks, [both]);
  });

  it('gets nothing of another tenant', async () => {
    const mine = await open();
    const other = await subscribe(sharing.service, `${tenant}-other`);
    const item = await sharing.others.say(tenant, 'one', german);
    const theirs = await sharing.others.say(`${tenant}-other`, 'one', german);
    await are(other, [theirs]);
    await are(mine, [item]);
  });

  it('gets nothing from before it was opened, unless it asks for the past', async () => {
    const before = await sharing.others.say(tenant, 'before', { ...german, interpretedAt: '2026-03-01T10:00:00Z' });
    const long = await sharing.others.say(tenant, 'long-before', { ...german, interpretedAt: '2026-01-01T10:00:00Z' });
    const witness = await open({}, '2000-01-01T00:00:00Z');
    await are(witness, [before, long]);
    const [fromNow, fromMarch] = [await open(), await open({}, '2026-03-01T11:00:00+01:00')];
    const after = await sharing.others.say(tenant, 'after', german);
    await are(fromNow, [after]);
    await are(fromMarch, [before, after]);
  });

  it('to the past gets an item for its last interpretation, not for an earlier one', async () => {
    const wrong = await sharing.others.say(tenant, 'wrong', german);
    await sharing.others.interpret(tenant, 'wrong', { ...german, themes: chinese.themes! });
    const right = await sharing.others.say(tenant, 'right', german);
    await are(await open({}, '2000-01-01T00:00:00Z'), [wrong, right]);
    await are(await open({ theme: PAPER }, '2000-01-01T00:00:00Z'), [wrong]);
    await are(await open({ theme: TONER }, '2000-01-01T00:00:00Z'), [right]);
  });

  it('gets an item once, even when it is interpreted again, and an item that matches only then', async () => {
    const asks = await open({ sentiment: 'negative' });
    const item = await sharing.others.say(tenant, 'one', german);
    await are(asks, [item]);
    const other = await sharing.others.say(tenant, 'two', { ...german, sentiment: { label: 'neutral', score: 0 } });
    await sharing.others.interpret(tenant, 'one', german);
    await sharing.others.interpret(tenant, 'two', german);
    const end = await last(1);
    await are(asks, [item, other, end]);
  });

  it('that asks for a theme gets items of all themes merged with it, in either direction', async () => {
    await sharing.others.merge(tenant, PAPER, TONER);
    await eventually(() =>
      sharing.service.read([currentThemes], tenant, async client =>
        expect((await Themes.of(client, tenant)).currentOf(PAPER)).toBe(TONER),
      ),
    );
    const [toner, paper, end] = [await open({ theme: TONER }), await open({ theme: PAPER }), await open()];
    const items = [await sharing.others.say(tenant, 'one', german), await sharing.others.say(tenant, 'two', chinese)];
    await are(end, items);
    await are(toner, items);
    await are(paper, items);
  });

  it('gets nothing while it is paused, and afterwards what came meanwhile', async () => {
    const asks = await open();
    const one = await sharing.others.say(tenant, 'one', german);
    await are(asks, [one]);
    await tell(sharing.service, tenant, { type: 'PauseSubscription', subscriptionId: asks, reason: null });
    const witness = await open();
    const two = await sharing.others.say(tenant, 'two', chinese);
    await are(witness, [two]);
    expect(await shared(asks)).toEqual([one]);
    await tell(sharing.service, tenant, { type: 'ResumeSubscription', subscriptionId: asks });
    await are(asks, [one, two]);
  });

  it('that is changed asks for something else from that position on, however far it has been matched', async () => {
    const one = await sharing.others.say(tenant, 'one', german);
    const witness = await open({}, '2000-01-01T00:00:00Z');
    await are(witness, [one]);
    const asks = await open({ language: 'de' }, '2000-01-01T00:00:00Z');
    await tell(sharing.service, tenant, {
      type: 'ChangeSubscription',
      subscriptionId: asks,
      change: { query: { language: 'zh' } },
      trusted: false,
    });
    await sharing.others.say(tenant, 'two', german);
    const three = await sharing.others.say(tenant, 'three', chinese);
    await are(asks, [one, three]);
  });

  it('that has ended gets nothing more', async () => {
    const asks = await open();
    await tell(sharing.service, tenant, { type: 'EndSubscription', subscriptionId: asks });
    const witness = await open();
    await are(witness, [await sharing.others.say(tenant, 'one', german)]);
    expect(await shared(asks)).toEqual([]);
  });
});

it('a share names subscription, item, customer and cause, and continues the trace of the item', async () => {
  const asks = await open();
  const item = await sharing.others.say(tenant, 'one', german);
  await are(asks, [item]);
  const log = (await sharing.service.events.readLog(0n, 10_000)).filter(event => event.tenantId === tenant);
  const [announced, share] = ['KnowledgeAnnounced', 'KnowledgeShared'].map(type => log.find(one => one.type === type));
  expect(share!.data as KnowledgeShared).toMatchObject({ subscriptionId: asks, itemId: item, customerId: KRAUSE });
  expect(share!.meta).toMatchObject({ causationId: announced!.id, correlationId: 'test' });
  expect(share!.meta.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-/);
  expect((share!.data as KnowledgeShared).shareId).toBe(share!.streamId);
});

it('a subscription to the past that is opened during the intake gets exactly what matches, each item once and in order, from two processes', async () => {
  const another = await TestSharing.open(postgres.url);
  another.run(shareWhatMatches(another.service));
  try {
    const said: string[] = [];
    const subscriptions: string[] = [];
    for (let nth = 0; nth < 400; nth += 1) {
      const item = await sharing.others.say(tenant, `item-${nth}`, nth % 3 === 0 ? chinese : german);
      if (nth % 3 !== 0) said.push(item);
      if (nth % 100 === 50) subscriptions.push(await open({ theme: TONER }, '2000-01-01T00:00:00Z'));
    }
    const announced = async () => {
      const log = await sharing.service.events.readLog(0n, 100_000);
      const mine = log.filter(event => event.tenantId === tenant && event.type === 'KnowledgeAnnounced');
      return mine.map(event => (event.data as { itemId: string }).itemId).filter(item => said.includes(item));
    };
    await eventually(async () => expect(await announced()).toHaveLength(said.length));
    for (const subscription of subscriptions)
      await eventually(async () => expect(await shared(subscription)).toEqual(await announced()));
  } finally {
    await another.stop();
  }
});

import { eventually } from '@ckm/backing-services';
import { type Collector, startCollector } from './collector.js';
import { binaryRecord, type CustomerEvent, structuredRecord } from './customer-events.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { describeOnEachRoad, type Upstream } from './upstream.js';

const THEME = {
  name: 'Recipe backup',
  description: 'Keeping recipes and settings of the coffee machine across updates and new phones',
  examples: [
    { language: 'en', text: 'My favourite recipes are gone after the update.' },
    { language: 'en', text: 'Please add a backup for my recipes.' },
    { language: 'de', text: 'Nach dem Update sind meine Lieblingsrezepte weg.' },
    { language: 'de', text: 'Bitte eine Sicherung für die Rezepte einbauen.' },
    { language: 'zh', text: '更新以后收藏的配方都没了。' },
    { language: 'zh', text: '希望可以备份咖啡配方。' },
  ],
};

const ENGLISH: CustomerEvent = {
  id: 'ticket-4711',
  source: '/helpdesk',
  type: 'ticket.message',
  time: '2026-11-20T09:12:00+01:00',
  data: {
    customerId: 'c-2001',
    text: 'I set up a new phone yesterday. Please add a backup for my recipes.',
    occasion: 'TICKET',
  },
};
const CHINESE: CustomerEvent = {
  id: 'review-88',
  source: '/app-store',
  type: 'review.posted',
  data: { customerId: 'c-2002', text: 'App 更新以后，我收藏的配方全没了😡。希望能备份配方。', rating: 2 },
};
const WORDS = 'Könnten Sie bitte eine Sicherung für unsere Rezepte einbauen?';
const GERMAN: CustomerEvent = {
  id: 'call-17 ü',
  source: '/phone',
  type: 'call.noted',
  time: '2026-11-20T10:00:00Z',
  data: {
    customerId: 'c-2003',
    text: `Grüezi 👋 Wir haben die Maschine seit März im Büro. ${WORDS}`,
    account: 'Rehm Logistik',
    product: 'Barista 9',
    channel: 'phone',
    occasion: 'CALL',
    contactMode: 'INDIRECT',
  },
};
// In UTF-16 units, as JavaScript counts: the hand before it takes two.
const SPAN = { start: 52, end: 113 };

interface Step {
  eventId: string;
  service: string;
  type: string;
  position: number;
  traceId: string;
  causationId: string | null;
}
interface Interpreted {
  language: string;
  signals: { type: string; span: object; text: string }[];
  themes: { themeId: string; theme: string; confidence: number }[];
}
interface FeedRow extends Interpreted {
  itemId: string;
  text: string;
}
interface Opportunity {
  opportunityId: string;
  title: string;
  reach: number;
  evidence: { itemId: string; signalType: string; span: object; words: string }[];
}

await describeOnEachRoad('One event through everything,', road => {
  let ckm: Installation;
  let collector: Collector;
  let upstream: Upstream;
  let root: ReturnType<Collector['root']>;
  let themeId: string;
  let itemId: string;

  const feedOf = (customer: string): Promise<FeedRow[]> => ckm.data(`/v1/feed?customer=external:${customer}`);
  const stepsOf = (item: string): Promise<Step[]> => ckm.data(`/v1/items/${item}/journey`);
  const interpretedOf = (customer: string): Promise<FeedRow> =>
    eventually(async () => {
      const [row, ...others] = await feedOf(customer);
      expect(others).toEqual([]);
      expect(row?.themes).toHaveLength(1);
      return row!;
    });

  beforeAll(async () => {
    collector = await startCollector();
    ckm = await startInstallation({
      env: { ...road.env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: '200' },
    });
    upstream = await road.upstreamOf(ckm);

    const theme = { type: 'application/json', body: JSON.stringify(THEME) };
    ({ themeId } = (await ckm.post<{ data: { themeId: string } }>('/v1/themes', theme)).body.data);
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(1));
    await upstream.send(structuredRecord(ENGLISH), binaryRecord(CHINESE));
    const earlier = await Promise.all([interpretedOf('c-2001'), interpretedOf('c-2002')]);
    // Innovation reads in its own time: only so is the next customer its third.
    for (const row of earlier)
      await eventually(async () =>
        expect((await stepsOf(row.itemId)).map(({ type }) => type)).toContain('EvidenceLinked'),
      );

    root = collector.root('a call is noted');
    await upstream.send(binaryRecord(GERMAN, { traceparent: root.traceparent }));
    ({ itemId } = await interpretedOf('c-2003'));
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    await collector?.close();
    if (ckm) forget(ckm.home);
  });

  it('keeps what the customer said, and what the source said about it', async () => {
    const { id: externalId, source, type: sourceType, time: occurredAt, data: told } = GERMAN;
    const { customerId: customerExternalId, ...words } = told;
    const kept = { ...words, externalId, source, sourceType, occurredAt, customerExternalId };
    expect(await ckm.data(`/v1/items/${itemId}`)).toMatchObject({ itemId, ...kept, version: 1, erased: false });
  });

  it('takes binary and structured mode alike', async () => {
    const [[english], [chinese]] = await Promise.all([feedOf('c-2001'), feedOf('c-2002')]);
    expect(english).toMatchObject({
      text: ENGLISH.data.text,
      language: 'en',
      occasion: 'TICKET',
      sourceType: 'ticket.message',
    });
    expect(chinese).toMatchObject({ text: CHINESE.data.text, language: 'zh', rating: 2, sourceType: 'review.posted' });
    expect(english).toMatchObject({ occurredAt: '2026-11-20T08:12:00.000Z' });
  });

  it('reads in it what the customer wants, to the character, and which theme that is of', async () => {
    const read = await ckm.data<Interpreted>(`/v1/interpretations/${itemId}`);
    expect(read).toMatchObject({ itemId, language: 'de', themes: [{ themeId, theme: 'Recipe backup' }] });
    expect(read.signals).toMatchObject([
      { type: 'REQUEST', kind: 'WANT', expression: 'EXPRESSED', span: SPAN, text: WORDS },
    ]);
    expect(GERMAN.data.text.slice(SPAN.start, SPAN.end)).toBe(WORDS);
  });

  it('shows it in the feed, newest first, with what was read in it', async () => {
    const rows = await ckm.data<FeedRow[]>(`/v1/feed?theme=${themeId}&signalType=REQUEST`);
    expect(rows[0]).toMatchObject({
      itemId,
      text: GERMAN.data.text,
      account: 'Rehm Logistik',
      language: 'de',
      signals: [{ type: 'REQUEST', span: SPAN, text: WORDS }],
      themes: [{ themeId }],
    });
    expect(rows).toHaveLength(3);
  });

  it('opens an opportunity at the third customer, with the words of all three', async () => {
    const opportunity = await eventually(async () => {
      const [found, ...others] = await ckm.data<Opportunity[]>('/v1/opportunities');
      expect(others).toEqual([]);
      expect(found).toMatchObject({ title: 'Recipe backup', themeId, reach: 3, evidence: 4 });
      return ckm.data<Opportunity>(`/v1/opportunities/${found!.opportunityId}`);
    });
    expect(opportunity.evidence.map(({ words }) => words).sort()).toEqual(
      ['Please add a backup for my recipes.', WORDS, 'App 更新以后，我收藏的配方全没了😡。', '希望能备份配方。'].sort(),
    );
    const ours = opportunity.evidence.filter(evidence => evidence.itemId === itemId);
    expect(ours).toMatchObject([{ signalType: 'REQUEST', expression: 'EXPRESSED', span: SPAN, words: WORDS }]);
  });

  it('tells the journey in order, all of it on one trace', async () => {
    const steps = await eventually(async () => {
      const found = await stepsOf(itemId);
      expect(found).toHaveLength(5);
      return found;
    });
    expect(steps.slice(0, 2).map(({ service, type }) => [service, type])).toEqual([
      ['capture', 'KnowledgeItemCaptured'],
      ['enrichment', 'ItemInterpreted'],
    ]);
    expect(
      steps
        .slice(2)
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['EvidenceLinked', 'KnowledgeAnnounced', 'OpportunityOpened']);
    const [linked, opened] = ['EvidenceLinked', 'OpportunityOpened'].map(type =>
      steps.find(step => step.type === type),
    );
    expect(opened?.causationId).toBe(linked?.eventId);
    expect(steps.map(({ traceId }) => traceId)).toEqual(steps.map(() => root.traceId));
    // Each but the first was caused by an earlier one.
    steps.forEach(({ causationId }, i) =>
      expect(i === 0 ? [null] : steps.slice(0, i).map(({ eventId }) => eventId)).toContain(causationId),
    );
    // The third item, the fourth event of enrichment (the theme came first), the third of sharing and the last two of innovation: the customer before said two things.
    expect(steps.slice(0, 2).map(({ position }) => position)).toEqual([3, 4]);
    expect(
      steps
        .slice(2)
        .map(({ position }) => position)
        .sort(),
    ).toEqual([3, 4, 5]);
  });

  it('is one connected trace, from the upstream system to innovation', async () => {
    // Whoever stops sends the spans that it still has.
    await ckm.stop();
    const spans = collector.spans.filter(({ traceId }) => traceId === root.traceId);
    expect(spans.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'process ckm.customer-events.v1',
        'send ckm.capture.knowledge-item.v1',
        'process ckm.capture.knowledge-item.v1',
        'send ckm.enrichment.interpretation.v1',
        'process ckm.enrichment.interpretation.v1',
        'process log',
        'send ckm.innovation.evidence.v1',
        'send ckm.innovation.opportunity.v1',
        'process ckm.innovation.opportunity.v1',
      ]),
    );
    const known = new Set(spans.map(({ spanId }) => spanId));
    expect(spans.filter(({ parentSpanId }) => !known.has(parentSpanId ?? ''))).toEqual([
      expect.objectContaining({ spanId: root.spanId }),
    ]);
    const services = new Set(spans.map(({ service }) => service));
    expect([...services].sort()).toEqual([
      'ckm-capture',
      'ckm-enrichment',
      'ckm-innovation',
      'ckm-sharing',
      'upstream',
    ]);
  });
});

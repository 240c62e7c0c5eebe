import { readFileSync } from 'node:fs';
import { weightsInUse } from '../model/weights.js';
import type { Interpretation, ThemeDefinition } from './interpreter.js';
import { builtInInterpreter } from './built-in-interpreter.js';

const demoFile = (name: string): string =>
  readFileSync(new URL(`../../../../infra/demo/${name}`, import.meta.url), 'utf8');
const described = JSON.parse(demoFile('themes.json')) as Omit<ThemeDefinition, 'themeId'>[];
const themes = described.map(theme => ({ themeId: theme.name, ...theme }));
const read = async (text: string, locale?: string): Promise<Interpretation> =>
  builtInInterpreter.interpret(text, { locale, themes });

describe('the built-in interpreter', () => {
  it('gives language, sentiment, signals with their spans, themes, and its own version', async () => {
    const text = '😤 Hi!\r\nThe scanner fails to send scans to our inbox. Please fix it 🙏';
    const { language, sentiment, signals, themes: found, nearestTheme, interpreter, version } = await read(text);
    expect({ language, interpreter }).toEqual({ language: 'en', interpreter: 'built-in' });
    expect(version).toBe(`1+${weightsInUse()}`);
    expect(builtInInterpreter.version).toBe(version);
    expect(sentiment.label).toBe('negative');
    expect(signals.map(signal => signal.type)).toEqual(['PROBLEM', 'REQUEST']);
    for (const signal of signals) expect(text.slice(signal.span.start, signal.span.end)).toBe(signal.text);
    expect(found[0]?.theme).toBe('Scan to e-mail');
    expect(nearestTheme).toEqual(found[0]);
  });

  it('reads each sentence of a mixed text in its own language', async () => {
    const text = 'Der Scanner im Lager ist schon wieder kaputt. Please send someone. 请尽快处理。';
    const { language, signals } = await read(text);
    expect(language).toBe('de');
    expect([...new Set(signals.map(signal => signal.rule.slice(0, 2)))]).toEqual(['de', 'en', 'zh']);
  });

  it('reads what the customer says on the matter, and nothing else', async () => {
    const matter = 'Der Scanner klemmt.';
    const text = `Hallo liebes Team,\n${matter}\nMit freundlichen Grüßen\nAnna Gut\n\n-----Original Message-----\nPlease send us a photo. We love to help!`;
    const { language, sentiment, signals } = await read(text);
    expect({ language, sentiment }).toEqual({ language: 'de', sentiment: (await read(matter)).sentiment });
    expect(signals.map(signal => signal.text)).toEqual([matter]);
  });

  it('matches no theme with English examples to a text in another language', async () => {
    const english: ThemeDefinition[] = [
      { themeId: 't', name: 'Sending', description: '', examples: [{ language: 'en', text: 'SMTP login error' }] },
    ];
    const text = 'Mijn scanner werkt niet, altijd een SMTP login error';
    const dutch = await builtInInterpreter.interpret(text, { locale: 'en', themes: english });
    expect(dutch).toMatchObject({ language: 'und', themes: [], nearestTheme: null });
    expect((await builtInInterpreter.interpret('We get an SMTP login error', { themes: english })).themes).toHaveLength(
      1,
    );
  });

  it('interprets a text whose language cannot be told', async () => {
    expect((await read('👎👎')).sentiment.label).toBe('negative');
    expect((await read('好', 'zh')).sentiment.label).toBe('positive');
    expect(await read('   ')).toMatchObject({
      language: 'und',
      sentiment: { label: 'neutral', score: 0 },
      signals: [],
      themes: [],
    });
  });

  it('gives the same result for the same text, whatever it read in between', async () => {
    const text = 'Wir warten seit Tagen auf den Techniker 😡, bitte melden!';
    const first = JSON.stringify(await read(text));
    await read('The toner arrived late.');
    expect(JSON.stringify(await read(text))).toBe(first);
    expect(JSON.stringify(await builtInInterpreter.interpret(text, { themes: structuredClone(themes) }))).toBe(first);
  });

  it('keeps the surest hundred signals of the longest text, in the order of the text', async () => {
    // A rule that only infers is never as sure as a name.
    const [letDown, rival] = ['图上看着大，到手很小。', '我们用爱普生。'];
    const text = rival.repeat(20) + letDown.repeat(1_400) + rival.repeat(20);
    const { signals } = await builtInInterpreter.interpret(text, { themes: [], competitors: ['爱普生'] });
    const mentions = Array.from({ length: 20 }, () => 'COMPETITOR_MENTION');
    const expectations = Array.from({ length: 60 }, () => 'EXPECTATION');
    expect(signals.map(({ type }) => type)).toEqual([...mentions, ...expectations, ...mentions]);
  });

  it.each([
    ['one letter', 'a'],
    ['one umlaut', 'Ä'],
    ['one character', '打'],
    ['brackets', '([{'],
    ['line breaks', '\r\n'],
    ['indented blank lines', '\n \t'],
    ['question marks', '?!'],
    ['families', '👨‍👩‍👧'],
    ['letters that unfold', '\ufdfa'],
    ['apostrophes', "a'"],
    ['abbreviations', 'z. B. '],
    ['beginnings of English rules', 'every time i have to waiting for not '],
    ['beginnings of German rules', 'wäre es das muss jedes mal geht ein niemand '],
    ['beginnings of Chinese rules', '每次都不希望，如果'],
  ])('terminates on 20 000 characters of %s, with spans that hold', async (_, unit) => {
    const text = unit.repeat(20_000 / unit.length);
    for (const { text: words, span } of (await read(text)).signals)
      expect(text.slice(span.start, span.end)).toBe(words);
  });
});

describe('the demo', () => {
  const lines = demoFile('events.ndjson').trim().split('\n');
  const events = lines.map(
    line => JSON.parse(line) as { data: { customerId: string; text?: string; languageHint?: string } },
  );
  const items: (Interpretation & { customerId: string })[] = [];
  beforeAll(async () => {
    for (const { data } of events)
      if (data.text) {
        const read = await builtInInterpreter.interpret(data.text, { locale: data.languageHint, themes });
        items.push({ customerId: data.customerId, ...read });
      }
  });

  it('opens an opportunity: three customers and more struggle with scan to e-mail or ask for it, in three languages', () => {
    const asking = items.filter(
      item =>
        item.themes[0]?.theme === 'Scan to e-mail' &&
        item.signals.some(({ type }) => type === 'REQUEST' || type === 'PROBLEM'),
    );
    expect(new Set(asking.map(item => item.customerId)).size).toBeGreaterThanOrEqual(5);
    expect(new Set(asking.map(item => item.language))).toEqual(new Set(['en', 'de', 'zh']));
  });

  it('holds a risk of churn, praise, questions and expectations', () => {
    const said = new Set(items.flatMap(item => item.signals.map(signal => signal.type)));
    for (const type of ['CHURN_RISK', 'PRAISE', 'QUESTION', 'EXPECTATION'] as const) expect(said).toContain(type);
  });

  it('holds a need of three customers that only their workarounds imply', () => {
    const needs = items
      .filter(item => item.themes.some(match => match.theme === 'Confidential prints'))
      .flatMap(({ customerId, signals }) => signals.map(({ type, rationale }) => ({ customerId, type, rationale })))
      .filter(({ type }) => type === 'REQUEST');
    expect(needs).toEqual(
      ['c-1043', 'c-1017', 'c-1027'].map(customerId => ({ customerId, type: 'REQUEST', rationale: 'workaround' })),
    );
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stub } from '../fixture/stub.js';

interface Answer {
  id?: unknown;
  language: string;
  sentiment: { label: string };
  signals: { type: string; text: string; span: { start: number; end: number } }[];
  themes: { theme: string; confidence: number }[];
  nearestTheme: { theme: string; confidence: number } | null;
  error?: { code: string };
}

let ckm: Stub;

beforeEach(async () => (ckm = await Stub.open()));
afterEach(() => ckm.close());

const file = (name: string, content: string | Buffer): string => {
  const path = join(ckm.home, name);
  writeFileSync(path, content);
  return path;
};

async function analysed(texts: object[], ...options: string[]): Promise<{ code: number; answers: Answer[] }> {
  ckm.input = [texts.map(each => JSON.stringify(each)).join('\n')];
  const { code, json } = await ckm.ckm('analyse', ...options);
  return { code, answers: json as Answer[] };
}

const TONER = { name: 'Toner', description: 'cartridges', examples: ['The toner is empty again', '墨粉又用完了'] };
const INVOICE = {
  name: 'Rechnung',
  examples: [{ language: 'de', text: 'Die Rechnung stimmt nicht' }, 'Ich wurde doppelt belastet'],
};

const NO_ENTRY = 'neither a theme { name, description, examples } nor a text { text, theme }';

describe('ckm analyse', () => {
  it('reads texts of three languages, each in its line', async () => {
    const { code, answers } = await analysed([
      { id: 'a', text: 'The display broke after two days. Please send a new one 🙏' },
      { id: 'b', text: 'Vielen Dank, der Techniker war großartig!' },
      { id: 'c', text: '建议增加双面打印功能' },
    ]);
    expect(code).toBe(0);
    expect(answers.map(({ id, language, sentiment }) => [id, language, sentiment.label])).toEqual([
      ['a', 'en', 'negative'],
      ['b', 'de', 'positive'],
      ['c', 'zh', expect.any(String)],
    ]);
    expect(answers[0]!.signals.map(signal => signal.type)).toEqual(expect.arrayContaining(['PROBLEM', 'REQUEST']));
    expect(answers[0]).toMatchObject({ themes: [], nearestTheme: null });
  });

  it('goes on after a bad line, and ends with 1', async () => {
    ckm.input = ['{"text":"Toner leer"}\n', 'nonsense\n', '\n', '{"id":4,"text":"ok"}\n'];
    const { code, json } = await ckm.ckm('analyse');
    const answers = json as Answer[];
    expect(code).toBe(1);
    expect(answers.map(({ id, error }) => id ?? error?.code)).toEqual([undefined, 'body-not-json', 'body-not-json', 4]);
  });

  it.each([
    ['a list', JSON.stringify([TONER, INVOICE])],
    ['an object', JSON.stringify({ themes: [TONER, INVOICE] }, null, 2)],
    ['an object on one line', JSON.stringify({ version: 1, themes: [TONER, INVOICE] })],
    ['a theme a line', `${JSON.stringify(TONER)}\n${JSON.stringify(INVOICE)}\n`],
    [
      'a theme a line, under the name that the answers use',
      [TONER, INVOICE].map(({ name, ...of }) => JSON.stringify({ theme: name, ...of })).join('\n'),
    ],
    [
      'a list of themes with a label',
      JSON.stringify([TONER, INVOICE].map(({ name, ...of }) => ({ label: name, ...of }))),
    ],
    [
      'a labelled text a line',
      [
        ...TONER.examples.map(text => ({ text, label: 'Toner' })),
        { text: 'Die Rechnung stimmt nicht', theme: 'Rechnung', lang: 'de', description: 'bills' },
        { theme: 'Toner', description: 'cartridges' },
      ]
        .map(each => JSON.stringify(each))
        .join('\r\n'),
    ],
  ])('takes a taxonomy that is %s', async (_, content) => {
    const { answers } = await analysed(
      [{ text: 'my toner is empty' }, { text: 'Meine Rechnung stimmt nicht.' }, { text: '打印机墨粉用完了' }],
      '--taxonomy',
      file('themes.json', content),
    );
    expect(answers.map(({ nearestTheme }) => nearestTheme?.theme)).toEqual(['Toner', 'Rechnung', 'Toner']);
  });

  it.each([
    [20_000, 0],
    [20_001, 2],
  ])('counts the characters of an example as those of a line: %i', async (length, code) => {
    const long = { name: 'Dinner', examples: ['🍔'.repeat(length)] };
    const themes = file('themes.json', JSON.stringify([long]));
    ckm.input = ['{"text":"Toner leer"}\n'];
    expect(await ckm.ckm('analyse', '--taxonomy', themes)).toMatchObject({ code });
  });

  it.each([
    ['no file', ['--taxonomy', 'nowhere.json'], 'nowhere.json'],
    ['a language that nobody reads here', ['--languages', 'en,fr'], '--languages en,fr'],
    ['no language at all', ['--languages', ''], '--languages : it takes'],
  ])('says what is wrong with %s before it reads anything', async (_, options, expected) => {
    ckm.input = ['{"text":"Toner leer"}\n'];
    const ended = await ckm.ckm('analyse', ...options);
    expect(ended).toMatchObject({ code: 2, said: [] });
    expect(ended.complained).toContain(expected);
  });

  it.each([
    ['a bad entry', '--taxonomy', `${JSON.stringify(TONER)}\n{"name":""}\n`, `entry 2: ${NO_ENTRY}`],
    ['a list of names', '--taxonomy', '["Toner","Rechnung"]', `entry 1: ${NO_ENTRY}`],
    ['themes that are keys', '--taxonomy', '{"Toner":["The toner is empty again"]}', `entry 1: ${NO_ENTRY}`],
    ['a description that is no text', '--taxonomy', '{"name":"Toner","description":7}', '"description" must be a text'],
    ['a file that is not UTF-8', '--taxonomy', Buffer.from('{"name":"Gebühr"}', 'latin1'), 'utf-8'],
    ['names that are not UTF-8', '--competitors', Buffer.from('Müller', 'latin1'), 'utf-8'],
    ['an object of names', '--competitors', '{"competitors":["Amazon"]}', 'a list of names, or a name a line'],
    ['an object over lines', '--competitors', '{\n  "name": "Amazon"\n}', 'a list of names, or a name a line'],
    ['quoted names', '--competitors', 'Otto\n"Amazon"\n', 'a list of names, or a name a line'],
  ])('says what is wrong with %s before it reads anything, too', async (_, option, content, expected) => {
    ckm.input = ['{"text":"Toner leer"}\n'];
    const ended = await ckm.ckm('analyse', option, file('wrong.json', content));
    expect(ended).toMatchObject({ code: 2, said: [] });
    expect(ended.complained).toContain(expected);
  });

  it('takes names that are numbers for names', async () => {
    const { answers } = await analysed(
      [{ text: 'I will go to 1688 instead' }],
      '--competitors',
      file('n.txt', '1688\n'),
    );
    expect(answers[0]!.signals.map(({ type }) => type)).toContain('COMPETITOR_MENTION');
  });

  it.each(['de-DE', 'de_AT', 'DE'])('takes an example in %s for one in German', async language => {
    const themes = [
      { name: 'supply', examples: ['The toner is empty again', 'No toner left in the printer'] },
      { name: 'Fracht', examples: [{ text: 'Toner', language }] },
    ];
    const options = ['--taxonomy', file('themes.json', JSON.stringify(themes))];
    const { answers } = await analysed([{ text: 'Der Toner ist schon wieder leer.' }], ...options);
    expect(answers[0]!.nearestTheme).toMatchObject({ theme: 'Fracht' });
  });

  it.each(['EN,DE', 'de, en,'])('takes languages written %s', async list => {
    const { code, answers } = await analysed(
      [{ text: 'Der Techniker war sehr freundlich' }, { text: '建议增加功能' }],
      '--languages',
      list,
    );
    expect([code, answers.map(({ language }) => language)]).toEqual([0, ['de', 'und']]);
  });

  it('says that CKM_WEIGHTS holds no weights before it reads anything', async () => {
    ckm.env = { CKM_WEIGHTS: ckm.home };
    ckm.input = ['{"text":"Toner leer"}\n'];
    expect(await ckm.ckm('analyse')).toMatchObject({
      code: 2,
      said: [],
      complained: 'CKM_WEIGHTS must name a folder with a manifest.json that can be read\n',
    });
  });

  it('takes an example that is too short to detect its language for one in the usual language', async () => {
    const themes = [
      { name: 'supply', examples: ['Toner'] },
      { name: 'bill', examples: ['Die Rechnung stimmt nicht', 'Ich wurde doppelt belastet'] },
    ];
    const { answers } = await analysed(
      [{ text: 'Der Toner ist schon wieder leer.' }],
      '--taxonomy',
      file('themes.json', JSON.stringify(themes)),
    );
    expect(answers[0]!.nearestTheme).toMatchObject({ theme: 'supply' });
  });
});

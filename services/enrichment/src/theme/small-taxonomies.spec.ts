import type { Language } from '@ckm/contracts';
import type { ThemeDefinition } from '../language/interpreter.js';
import { themesIn } from './theme-matcher.js';

function taxonomy(language: Language, described: Record<string, string[]>): ThemeDefinition[] {
  return Object.entries(described).map(([name, texts]) => ({
    themeId: name,
    name,
    description: '',
    examples: texts.map(text => ({ language, text })),
  }));
}

const hotel = taxonomy('de', {
  Frühstück: [
    'Beim Frühstück gab es nur kalten Kaffee.',
    'Das Buffet war um neun schon leer.',
    'Frische Brötchen fehlten, das Rührei war kalt.',
  ],
  Parken: [
    'Die Tiefgarage war voll, wir fanden keinen Parkplatz.',
    'Parken kostet hier 25 Euro am Tag.',
    'Die Einfahrt zur Garage ist für unser Auto zu eng.',
  ],
  Lärm: [
    'Die ganze Nacht Lärm von der Straße.',
    'Man hört jedes Wort aus dem Nachbarzimmer.',
    'Die Klimaanlage brummt so laut, dass man nicht schlafen kann.',
  ],
});

const delivery = taxonomy('zh', {
  配送太慢: ['等了两个小时还没送到', '骑手一直不动，送得太慢', '说好半小时，结果超时一个多小时'],
  包装破损: ['汤全洒了，包装都破了', '盒子压扁了，漏得到处都是', '袋子烂了，里面的杯子碎了'],
  退款: ['退款三天了还没到账', '申请退款一直没人处理', '钱什么时候退给我'],
});

const bank: ThemeDefinition[] = [
  { themeId: 'fees', name: 'Account fees', description: 'Monthly charges, price list, cost of a card', examples: [] },
  { themeId: 'login', name: 'Online login', description: 'Password, locked access, two-factor code', examples: [] },
  { themeId: 'branch', name: 'Branches', description: 'Opening hours, queues, closed counters', examples: [] },
];

const namesOf = async (text: string, language: Language, themes: ThemeDefinition[]) =>
  (await themesIn([{ text, language }], themes)).themes.map(match => match.theme);

describe('a taxonomy of three themes', () => {
  it.each([
    ['Der Kaffee am Buffet war kalt und die Brötchen von gestern', 'Frühstück'],
    ['Kein Parkplatz in der Garage frei', 'Parken'],
    ['Wegen dem Lärm im Nachbarzimmer konnten wir nicht schlafen', 'Lärm'],
  ])('with three German examples each matches: %s', async (text, theme) =>
    expect(await namesOf(text, 'de', hotel)).toEqual([theme]),
  );

  it.each([
    'Die Rechnung stimmt nicht.',
    'Wann kommt mein Paket endlich an?',
    'Danke, alles bestens!',
    'Das ist es ja.',
  ])('with German examples does not match: %s', async text => expect(await namesOf(text, 'de', hotel)).toEqual([]));

  it.each([
    ['骑手送得也太慢了吧', '配送太慢'],
    ['打开一看，包装破了，汤洒了一半', '包装破损'],
    ['退款怎么还没到账？', '退款'],
  ])('with three Chinese examples each matches: %s', async (text, theme) =>
    expect(await namesOf(text, 'zh', delivery)).toEqual([theme]),
  );

  it.each(['味道不错，下次再来', '能不能开发票', '房间有股霉味'])(
    'with Chinese examples does not match: %s',
    async text => expect(await namesOf(text, 'zh', delivery)).toEqual([]),
  );

  it.each([
    ['Why did the monthly charges go up?', 'Account fees'],
    ['my password is locked again', 'Online login'],
    ['The opening hours of your branches are a joke', 'Branches'],
  ])('with names and descriptions only matches: %s', async (text, theme) =>
    expect(await namesOf(text, 'en', bank)).toEqual([theme]),
  );

  it.each(['The parcel never came', 'How do I return these shoes?', 'Great service, thank you so much'])(
    'with names and descriptions only does not match: %s',
    async text => expect(await namesOf(text, 'en', bank)).toEqual([]),
  );

  it('with examples in one language matches nothing in another', async () => {
    expect(await namesOf('Der Kaffee am Buffet war kalt', 'en', hotel)).toEqual([]);
    expect(await namesOf('The room was fine, the bed was small', 'en', hotel)).toEqual([]);
    for (const language of ['en', 'zh', 'und'] as const)
      expect(await namesOf('Frühstück', language, hotel)).toEqual([]);
  });

  it('with names only matches them in every language, even after people gave items of one language its themes', async () => {
    const said = [{ language: 'de', text: 'Das Buffet war um neun schon leer.' }] as const;
    const [first, ...others] = hotel.map(theme => ({ ...theme, examples: [] }));
    for (const themes of [
      [first!, ...others],
      [{ ...first!, said }, ...others],
    ])
      expect(await namesOf('Frühstück', 'en', themes)).toEqual(['Frühstück']);
    expect(await namesOf('Das Buffet war schon leer', 'de', [{ ...first!, said }, ...others])).toEqual(['Frühstück']);
  });
});

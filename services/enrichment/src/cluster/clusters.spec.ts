import type { Language } from '@ckm/contracts';
import { clustersOf, namedClustersOf } from './clusters.js';

const EN = {
  refund: [
    'I am still waiting for my refund, it has been two weeks',
    'where is my refund? you promised it last week',
    'Refund still not here, waiting since March',
    'still no refund on my account',
    'The refund for the jacket never arrived',
  ],
  login: [
    'I cannot log in since the update, wrong password every time',
    'app says wrong password but I just reset my password',
    'Password reset mail never comes, cannot log in',
    'log in fails after the update',
    'reset my password twice and still cannot log in',
  ],
  breakfast: [
    'breakfast was cold and the coffee too',
    'The breakfast buffet had cold eggs',
    'no fresh fruit at the breakfast buffet',
    'coffee at breakfast tasted burnt',
    'Breakfast buffet closes far too early',
  ],
};
const DE = {
  delay: [
    'Der Zug hatte wieder 40 Minuten Verspätung',
    'Schon wieder Verspätung, Anschlusszug verpasst',
    'Wegen der Verspätung habe ich den Anschlusszug verpasst',
    'Zug fällt aus oder hat Verspätung, jeden Tag',
  ],
  invoice: [
    'Auf der Rechnung steht ein falscher Betrag',
    'Die Rechnung ist falsch, bitte korrigieren',
    'Bitte schicken Sie mir eine neue Rechnung, der Betrag ist falsch',
    'Falsche Rechnung bekommen, Betrag stimmt nicht',
  ],
};
const ZH = {
  delivery: ['快递太慢了，等了五天', '快递慢得要命，一周才到', '等快递等了一个星期，太慢', '发货慢，快递也慢'],
  battery: ['电池不耐用，半天就没电', '电池一天要充三次电', '充电要三个小时，电池也不耐用', '新手机电池不耐用'],
};

const textsIn = (language: Language, groups: Record<string, string[]>) =>
  Object.entries(groups).flatMap(([group, texts]) => texts.map(text => ({ text, language, group })));
const ALL = [...textsIn('zh', ZH), ...textsIn('en', EN), ...textsIn('de', DE)];

describe('clusters', () => {
  const clusters = clustersOf(ALL);

  it('hold texts about one thing, in English, German and Chinese', () => {
    const mixed = clusters.map(({ members }) => [...new Set(members.map(member => ALL[member]!.group))]);
    expect(mixed.filter(groups => groups.length > 1)).toEqual([]);
    for (const groups of [EN, DE, ZH].flatMap(language => Object.keys(language)))
      expect(clusters.filter(({ members }) => ALL[members[0]!]!.group === groups)).toHaveLength(1);
    expect(clusters.flatMap(({ members }) => members).length).toBeGreaterThanOrEqual(0.85 * ALL.length);
  });

  it('come in the order of their first members, which are in order too', () => {
    for (const { members } of clusters) expect(members).toEqual([...members].sort((a, b) => a - b));
    const first = clusters.map(({ members }) => members[0]!);
    expect(first).toEqual([...first].sort((a, b) => a - b));
  });

  it('are the same for the same seed', () => {
    expect(clustersOf(ALL)).toEqual(clusters);
    expect(clustersOf(ALL, { seed: 7 })).toEqual(clustersOf(ALL, { seed: 7 }));
  });

  it('hold texts of one language only, even where the words are the same', () => {
    const named = clustersOf([
      { text: 'Printer Laserjet offline', language: 'en' },
      { text: 'Printer Laserjet offline', language: 'de' },
      { text: 'Laserjet Printer offline', language: 'en' },
      { text: 'Laserjet Printer offline', language: 'de' },
    ]);
    expect(named.map(({ language, members }) => [language, members])).toEqual([
      ['en', [0, 2]],
      ['de', [1, 3]],
    ]);
  });

  it('hold copies of a text', () => {
    const same = ['Where is my parcel?', 'where is  my parcel?', 'Bad fog'];
    const found = clustersOf(same.map(text => ({ text, language: 'en' as const })));
    expect(found.map(({ members }) => members)).toEqual([[0, 1]]);
  });

  it('are not split by many copies of one text', () => {
    const copies = Array.from({ length: 15 }, () => 'Where is my parcel?');
    const others = ['my parcel, where is it?', 'so where is my parcel now', 'Where on earth is my parcel'];
    const found = clustersOf([...copies, ...others].map(text => ({ text, language: 'en' as const })));
    expect(found).toHaveLength(1);
    expect(found[0]!.members).toHaveLength(18);
  });

  it('leave out a text without similar ones', () => {
    const odd = { text: 'Bordsteinkante', language: 'de' as const };
    const found = clustersOf([...ALL, odd]);
    expect(found.flatMap(({ members }) => members)).not.toContain(ALL.length);
  });

  it('leave out at most 15 % where the others have a text that is a little similar', () => {
    const loose = [
      'Checkout asked for my postcode three times',
      'At the checkout your discount code was refused',
      'The hallway lamp flickers whenever the lift goes by',
      'Your lift smells of paint and stops between floors',
      'Courier threw a box of glasses over our fence',
      'A courier rang next door and left everything there',
      'Export to a spreadsheet drops every second row',
      'No spreadsheet program opens what you send',
    ];
    const found = clustersOf(loose.map(text => ({ text, language: 'en' as const })));
    expect(found.map(({ members }) => members)).toEqual([
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
  });

  it('leave out at most 15 % where the others share a feature, unless a least cosine is given', () => {
    const loose = [
      '快递太慢了，等了五天',
      '等快递等了一个星期',
      '快递员把包裹扔在门口',
      '包裹外盒全压扁了',
      '退款一直没有到账',
      '申请退款两周没人理',
      '客服电话永远打不通',
      '客服让我等，然后就没下文',
      '衣服洗一次就褪色',
      '裙子尺码偏小太多',
      '耳机左边没有声音',
      '耳机充不进电',
      '优惠券结账时用不了',
      '页面卡死，密码重置不了',
      '味道发苦，像过期',
      '螺丝少给两颗',
    ].map(text => ({ text, language: 'zh' as const }));
    const alone = (options?: object): number =>
      loose.length - clustersOf(loose, options).flatMap(({ members }) => members).length;
    expect(alone()).toBeLessThanOrEqual(2);
    expect(alone({ minJoinCosine: 0.1 })).toBe(4);
  });

  it('are not held together by function words', () => {
    const hotel = [
      'The wifi dropped out every evening, I could not work at all',
      'Wifi in the room was far too slow for a video call',
      'We paid extra for the wifi and it still did not load a page',
      'No wifi signal on the fourth floor',
      'I had to work from the lobby because the wifi in my room was so bad',
      'Slow internet, the wifi is not fit for work',
      'The walls are thin, I could hear every word from the next room',
      'Music from the bar kept us awake until two in the morning',
      'Could not sleep because of the noise from the street',
      'Very noisy room above the kitchen, we were awake from five',
      'The next room had a party and I heard all of it',
      'Street noise all night, the windows do not close',
      'Breakfast was cold and they had run out of eggs',
      'The breakfast buffet was poor, the same three things every day',
      'Coffee at breakfast was undrinkable',
      'We came down at nine and there was hardly any breakfast left',
      'Lovely breakfast, but the queue for the coffee was too long',
      'Parking did not work, the barrier would not open with my card',
      'They charged me twice for parking',
      'No space in the car park although I had booked parking',
      'The parking was full when we got there and nobody helped us',
      'The shower was cold in the morning',
      'No hot water in the shower for two days',
      'Water from the shower ran all over the bathroom floor',
    ];
    const found = namedClustersOf(hotel.map(text => ({ text, language: 'en' as const })));
    const parking = hotel.flatMap((text, nth) => (/park/i.test(text) ? [nth] : []));
    const street = hotel.flatMap((text, nth) => (/street/i.test(text) ? [nth] : []));
    expect(found.map(({ members }) => members)).toEqual(expect.arrayContaining([parking, street]));
    expect(found.map(({ name }) => name)).toContain('parking');
  });

  it('are none of no text, and none of one', () => {
    expect(clustersOf([])).toEqual([]);
    expect(clustersOf([{ text: '', language: 'und' }])).toEqual([]);
    expect(clustersOf([{ text: 'Where is my parcel?', language: 'en' }])).toEqual([]);
  });
});

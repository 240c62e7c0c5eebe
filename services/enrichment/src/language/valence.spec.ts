import { valencesIn } from './valence.js';
import type { Readable } from './language.js';

const sum = (language: Readable, text: string): number =>
  valencesIn(text, language).reduce((total, { weight }) => total + weight, 0);

describe('the valences of a text', () => {
  it('are inverted by a negation, raised by an intensifier and lowered by a diminisher', () => {
    expect(sum('en', 'good')).toBeGreaterThan(0);
    expect(sum('en', 'not good')).toBeLessThan(0);
    expect(sum('en', 'very good')).toBeGreaterThan(sum('en', 'good'));
    expect(sum('de', 'ziemlich langsam')).toBeGreaterThan(sum('de', 'extrem langsam'));
    expect(sum('zh', '非常满意')).toBeGreaterThan(sum('zh', '不满意'));
  });

  it.each(['不能令人满意', '无法让我放心'])('are inverted by a negation that something stands between: "%s"', text =>
    expect(sum('zh', text)).toBeLessThan(0),
  );

  it('are negative where a neutral word of function is negated', () => {
    expect(sum('en', 'The scanner does not work')).toBeLessThan(0);
    expect(sum('de', 'Der Drucker druckt nicht')).toBeLessThan(0);
  });

  it.each<[Readable, string]>([
    ['en', 'The waiter likely left the feed at the dealer'],
    ['en', 'The fund was wind and goods'],
    ['de', 'Der Magen, die Mauer und zwei Klassen'],
  ])('are none where a word only looks like a form of another: %s "%s"', (language, text) =>
    expect(valencesIn(text, language)).toEqual([]),
  );

  it('are lower for a wish than for praise', () => {
    expect(sum('en', 'a quiet fan would be great')).toBeLessThan(sum('en', 'the quiet fan is great'));
    expect(sum('de', 'ein leises Gebläse wäre toll')).toBeLessThan(sum('de', 'leises Gebläse, toll'));
    expect(sum('zh', '希望打印清晰')).toBeLessThan(sum('zh', '打印清晰'));
  });

  it.each<[Readable, string]>([
    ['en', '1 star'],
    ['en', 'One star.'],
    ['en', 'zero stars'],
    ['en', '0/10'],
    ['en', '2 out of 5'],
    ['de', '1/5 Sterne'],
    ['de', 'Ein Stern'],
    ['de', '1 von 5 Sternen'],
    ['zh', '只能给1颗星'],
    ['zh', '一颗星'],
    ['zh', '0.5星'],
    ['en', '1/10, they left at noon'],
    ['en', 'Room: 1/5.'],
    ['en', 'Room 1/5 stars'],
    ['en', '★☆☆☆☆'],
    ['en', '💀'],
    ['en', '🥲'],
  ])('are negative for a low rating or a sad emoji, in %s: "%s"', (language, text) =>
    expect(sum(language, text)).toBeLessThan(-1),
  );

  it.each<[Readable, string]>([
    ['en', '5 stars'],
    ['en', 'Five out of five stars'],
    ['en', '9/10'],
    ['de', 'Fünf Sterne'],
    ['de', '5/5'],
    ['de', '1a'],
    ['de', 'Der Service war 1a!'],
    ['zh', '5星'],
    ['zh', '4.0星'],
    ['de', '4,5/5'],
    ['zh', '★★★★★'],
    ['en', '♥'],
    ['en', '😘'],
  ])('are positive for a high rating or a glad emoji, in %s: "%s"', (language, text) =>
    expect(sum(language, text)).toBeGreaterThan(1),
  );

  it.each<[Readable, string]>([
    ['en', 'The box came 24/7, on 1/10 and 10/5/2020, 1/50'],
    ['en', 'A 1 star hotel, 2 out of 5 parcels'],
    ['de', 'Ein 5-Sterne-Hotel'],
    ['de', 'Das ist vom 1/5, Gleis 1/5a'],
    ['de', 'Wohnung 1a, zweiter Stock. Gleis 1a'],
    ['zh', '五星级酒店'],
    ['zh', '三星手机'],
    ['en', 'Step 1 out of 5.'],
    ['en', 'Page 1/10. Room 1/5.'],
    ['en', 'Delivered 1/10. Signed.'],
    ['en', 'It was parcel number 1/10, they said'],
    ['de', 'Teil 1 von 5. Seite 1 von 10.'],
    ['en', 'You may give between 1 and 5 stars'],
    ['en', 'On a scale from 1 to 5 stars'],
    ['zh', '请打1-5星'],
    ['en', '☆☆ News ☆☆'],
    ['de', 'Im Hotel mit fünf Sternen war kein Wasser'],
    ['de', 'Fünf Sterne gebucht'],
    ['en', 'We paid for five stars'],
    ['zh', '10星'],
    ['zh', '2.5星'],
    ['en', '2.5/5'],
    ['en', '5/10'],
    ['en', '3 stars'],
  ])('are none for what is no rating, or one in the middle, in %s: "%s"', (language, text) =>
    expect(sum(language, text)).toBe(0),
  );

  it('are those of the longest Chinese word', () => expect(sum('zh', '从没见过这么差')).toBe(-3));

  it.each([
    '差不多两天',
    '出差路过',
    '牛肉面和香菇',
    '快递在门口',
    '贵公司的老板',
    '老人的酸奶',
    '热水器在阳台',
    '银行卡和房卡',
    '好几次',
    '多少公里',
    '香港的学生',
    '从没用过',
    '平台补了差价',
  ])('are none for parts of neutral Chinese words: "%s"', text => expect(sum('zh', text)).toBe(0));

  it.each(['没有热水', '热水不热', '牛奶过期', '快递太慢', '老板态度差', '谈不上满意', '很难让人满意', '掉电快'])(
    'are negative for what is wrong beside such words: "%s"',
    text => expect(sum('zh', text)).toBeLessThan(0),
  );

  it.each(['老板热情', '挑不出毛病', '没发现问题', '不让人失望', '快递很快'])(
    'are positive for what is good beside such words: "%s"',
    text => expect(sum('zh', text)).toBeGreaterThan(0),
  );

  it('are none for a greeting', () => {
    expect(sum('en', 'Good morning, kind regards')).toBe(0);
    expect(sum('de', 'Guten Morgen! Mit freundlichen Grüßen')).toBe(0);
    expect(sum('zh', '您好')).toBe(0);
  });

  it('are not negated across a comma', () => expect(sum('en', 'No, great machine')).toBeGreaterThan(0));

  it('are none for names of the members of every object', () =>
    expect(valencesIn('constructor toString __proto__', 'en')).toEqual([]));
});

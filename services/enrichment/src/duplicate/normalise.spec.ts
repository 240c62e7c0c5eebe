import { ENDINGS, OPENINGS } from '../language/pleasantries.js';
import { normalised } from './normalise.js';

it.each([
  ['case', 'The LID broke off.', 'the lid broke off'],
  ['punctuation and spaces', '  The lid -- broke\n\n off!!! 😡', 'the lid broke off'],
  ['apostrophes', 'It doesn’t close', "it doesn't close", 'it doesnt close'],
  ['full-width letters', 'ＬＩＤ ｂｒｏｋｅ', 'lid broke'],
  ['ß', 'Die Straße ist zu', 'DIE STRASSE IST ZU', 'die strasse ist zu'],
  ['umlauts', 'Tür klemmt', 'Tu\u0308r klemmt', 'Tuer klemmt', 'tuer klemmt'],
  ['links', 'Lid broke https://shop.example/a?b=c#d', 'Lid broke (www.shop.example)', 'lid broke'],
  ['invisible characters', 'Lid\u200b bro\u00adke', '\ufefflid broke', 'lid broke'],
  ['spaces and punctuation between Han characters', '盖子 坏了，关不上！', '盖子坏了关不上'],
])('%s make no difference', (_, ...texts) => {
  const expected = new Set(texts.map(normalised));
  expect([...expected]).toEqual([texts.at(-1)]);
});

it.each([
  'Hi, the lid broke off',
  'Hello there,\nthe lid broke off. Thanks!',
  'Dear Ms Miller,\n\nthe lid broke off.\n\nBest regards\nJane Doe',
  'Good morning! The lid broke off. Thank you very much for your help!',
  'Dear Sir or Madam, the lid broke off. Looking forward to hearing from you. Kind regards, J. Doe',
])('an English greeting and closing make no difference: %j', text =>
  expect(normalised(text)).toBe('the lid broke off'),
);

it.each([
  'Hallo, der Deckel ist ab',
  'Hallo liebes Team,\nder Deckel ist ab. Danke im Voraus!',
  'Sehr geehrte Damen und Herren,\n\nder Deckel ist ab.\n\nMit freundlichen Grüßen\nJens Klein',
  'Sehr geehrter Herr Dr. Klein!\nDer Deckel ist ab.\nGruß, Jens Klein',
  'Hallo Frau Klein. Der Deckel ist ab - LG',
  'Sehr geehrte Frau Klein,\nder Deckel ist ab. Ich freue mich auf Ihre Antwort. LG Jens',
  'Moin, der Deckel ist ab, vielen Dank',
  'Sehr geehrte Damen und Herren, der Deckel ist ab. Mit freundlichen Grüßen Jens Klein',
])('a German greeting and closing make no difference: %j', text => expect(normalised(text)).toBe('der deckel ist ab'));

it.each(['您好，盖子掉了', '你好！盖子掉了。谢谢！', '尊敬的客服：盖子掉了，麻烦了，谢谢您', '亲，盖子掉了，盼复'])(
  'a Chinese greeting and closing make no difference: %j',
  text => expect(normalised(text)).toBe('盖子掉了'),
);

it.each([
  ['Hallo Drucker defekt. Bitte um Rückruf', 'Hallo Rechnung falsch. Bitte um Rückruf'],
  ['Hallo zusammen Drucker! Bitte um Rückruf', 'Hallo zusammen Rechnung! Bitte um Rückruf'],
  ['尊敬的客服打印机坏了。请回电', '尊敬的客服发票错了。请回电'],
  ['My new TV is from LG and broken', 'My new TV is from LG and perfect'],
  ['Die Rechnung der BG ist falsch', 'Die Rechnung der BG ist richtig'],
  ['Es kam zu spät. LG Fernseher defekt', 'Es kam zu spät. LG Trockner defekt'],
  ['It came late. BG invoice is wrong', 'It came late. BG invoice is right'],
  ['Hersteller: LGX', 'Hersteller: LGZ'],
  ['I write with regards to the invoice', 'I write with regards to the delivery'],
  ['It broke. Looking forward to your refund', 'It broke. Looking forward to your visit'],
])('a word after a greeting or before a closing is not taken for a name: %j, %j', (...texts) => {
  expect(texts.map(normalised)[0]).not.toBe(texts.map(normalised)[1]);
});

it.each([
  ['Hello!', 'hello'],
  ['谢谢！', '谢谢'],
  ['Thanks for nothing, the lid broke', 'thanks for nothing the lid broke'],
  ['The hotel says hello kitty', 'the hotel says hello kitty'],
  ['Danke für den kaputten Deckel', 'danke fuer den kaputten deckel'],
  ['!!! 😡', '!!! 😡'],
  ['https://shop.example/a', 'https shop example a'],
])('words that are more than a greeting stay: %j', (text, expected) => expect(normalised(text)).toBe(expected));

it('the patterns of greetings and closings have no unbounded quantifier', () => {
  for (const { source } of [...OPENINGS, ...ENDINGS]) expect(source).not.toMatch(/(?<!\\)[*+]|\{\d+,\}/);
});

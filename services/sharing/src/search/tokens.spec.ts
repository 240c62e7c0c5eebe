import { tokensOf } from './tokens.js';

/** What can be looked for, as it stands in the text. */
const pieces = (text: string): string[] => tokensOf(text).map(({ start, end }) => text.slice(start, end));

/** Whether who looks for the one finds the other. */
const alike = (one: string, other: string): boolean => {
  const [[left], [right]] = [tokensOf(one), tokensOf(other)];
  return left!.lexemes.some(lexeme => right!.lexemes.includes(lexeme));
};

describe('words are found in any of their forms', () => {
  it.each([
    ['Drucker', 'Druckern'],
    ['Rechnung', 'RECHNUNGEN'],
    ['Buch', 'Bücher'],
    ['Haus', 'Häusern'],
    ['kaputt', 'kaputtes'],
    ['schnell', 'schnelleren'],
    ['neue', 'neuen'],
    ['Bauer', 'Bauern'],
  ])('in German: %s and %s', (one, other) => expect(alike(one, other)).toBe(true));

  it.each([
    ['Gerät', 'Geraete'],
    ['Möller', 'MOELLER'],
    ['Tür', 'Tuer'],
    ['Gerät', 'Gerate'],
    ['Straße', 'Strasse'],
    ['STRASSE', 'straße'],
    ['STRAẞE', 'strasse'],
    ['größer', 'groesser'],
  ])('with umlauts and ß, or what people write for them: %s and %s', (one, other) =>
    expect(alike(one, other)).toBe(true),
  );

  it.each([
    ['print', 'printing'],
    ['jam', 'jammed'],
    ['company', 'companies'],
    ['replacement', 'replaced'],
    ['printers', "printer's"],
    ['boss', "boss's"],
    ['dont', 'don’t'],
  ])('in English: %s and %s', (one, other) => expect(alike(one, other)).toBe(true));

  it.each([
    ['café', 'cafe'],
    ['cafe\u0301', 'CAFÉ'],
    ['Gera\u0308t', 'Geraete'],
    ['ﬁx', 'fix'],
    ['1️⃣', '1'],
    ['Ｍ５０７', 'm507'],
    ['Druck\u00ader', 'Drucker'],
    ['İSTANBUL', 'istanbul'],
    ['𝐃𝐫𝐮𝐜𝐤𝐞𝐫', 'drucker'],
  ])('however they are encoded: %s and %s', (one, other) => expect(alike(one, other)).toBe(true));

  it.each([
    ['Drucker', 'Scanner'],
    ['Haus', 'Maus'],
    ['paper', 'tray'],
    ['打印', '复印'],
    ['Quelle', 'Qualle'],
    ['Steuer', 'Stür'],
  ])('and not as others: %s and %s', (one, other) => expect(alike(one, other)).toBe(false));
});

describe('Chinese', () => {
  it('has a token for every character and every bigram', () => {
    const found = tokensOf('打印机。卡纸').map(({ lexemes, position }) => [lexemes.join(), position]);
    expect(found).toEqual([
      ['打', 0],
      ['打印', 0],
      ['印', 1],
      ['印机', 1],
      ['机', 2],
      ['卡', 3],
      ['卡纸', 3],
      ['纸', 4],
    ]);
  });

  it('may be mixed with words of other scripts', () => {
    expect(pieces('我的LaserJet M507又卡纸')).toEqual([
      '我',
      '我的',
      '的',
      'LaserJet',
      'M507',
      '又',
      '又卡',
      '卡',
      '卡纸',
      '纸',
    ]);
    expect(tokensOf('我的OK了').map(({ position }) => position)).toEqual([0, 0, 1, 2, 3]);
  });

  it('is split into whole characters, also beyond the basic plane', () => {
    expect(pieces('𠮷野家')).toEqual(['𠮷', '𠮷野', '野', '野家', '家']);
  });
});

describe('spans', () => {
  it.each<[string, string[]]>([
    ['👩🏽‍🔧 repariert 🙁 den Drucker.', ['repariert', 'den', 'Drucker']],
    ['Cafe\u0301🙂maschine', ['Cafe\u0301', 'maschine']],
    ['Straße, ﬃ, ﷺ, İX', ['Straße', 'ﬃ', 'ﷺ', 'İX']],
    ['1️⃣ ❤️ ok', ['1️⃣', 'ok']],
    ['„Toner“ – 100 % leer…\n\tA4', ['Toner', '100', 'leer', 'A4']],
    ["'quoted' it's a'打", ['quoted', "it's", 'a', '打']],
    ['error_code=E-42', ['error', 'code', 'E', '42']],
  ])('cut the words out of %j', (text, words) => expect(pieces(text)).toEqual(words));

  it('are none where nothing can be searched for', () => {
    for (const text of ['', '   ', '🙂🙂', '\'"()&|!:*\\', '\u0301\ufe0f\u200d', '⺀'])
      expect(tokensOf(text)).toEqual([]);
  });
});

it('a lexeme holds nothing that a tsquery could read as syntax', () => {
  const odd = `a'b c\\d e:f g&h i|j k!l (m) n* <-> ½ ⑴ ﷺ \u2028 'x' ${String.fromCodePoint(0x1d7d8)}`;
  for (const { lexemes } of tokensOf(odd))
    for (const lexeme of lexemes) expect(lexeme).toMatch(/^[\p{L}\p{M}\p{N}]+$/u);
});

it('an endless word is cut off, and the text after it is still read', () => {
  const tokens = tokensOf(`${'𝒜'.repeat(20_000)} Toner`);
  expect(tokens).toHaveLength(2);
  for (const { lexemes } of tokens) for (const lexeme of lexemes) expect(Buffer.byteLength(lexeme)).toBeLessThan(2_000);
  expect(tokensOf('打'.repeat(20_000))).toHaveLength(39_999);
});

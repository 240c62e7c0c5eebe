import { samplerOf } from '../evaluation/sampler.js';
import { sentencesOf } from './sentences.js';

const textsOf = (text: string): string[] => sentencesOf(text).map(sentence => sentence.text);

describe('sentences', () => {
  it.each([
    ['plain', 'The tray is empty. It still says full!', ['The tray is empty.', 'It still says full!']],
    ['Chinese', '打印机坏了。什么时候能修？谢谢！', ['打印机坏了。', '什么时候能修？', '谢谢！']],
    [
      'German abbreviations',
      'Das Papier (z. B. A3) passt nicht, Nr. 4 auch nicht. Schade.',
      ['Das Papier (z. B. A3) passt nicht, Nr. 4 auch nicht.', 'Schade.'],
    ],
    [
      'German dates',
      'Seit dem 3. März ist die Heizung aus. Am 24. Dez. kam einer, am 2. Jänner keiner. Juli? Mai 2. Danke.',
      [
        'Seit dem 3. März ist die Heizung aus.',
        'Am 24. Dez. kam einer, am 2. Jänner keiner.',
        'Juli?',
        'Mai 2.',
        'Danke.',
      ],
    ],
    [
      'numbers that end a sentence',
      'Ich warte seit 12. Maike auch. Es kostet 120. Mai war besser.',
      ['Ich warte seit 12.', 'Maike auch.', 'Es kostet 120.', 'Mai war besser.'],
    ],
    [
      'titles, addresses and sums',
      'Frau Prof. Huber aus der Abt. Technik war in der Hauptstr. Ecke Ring. Es kostet 5 Mio. Euro, in St. Gallen 1 Mrd. Franken. Schade.',
      [
        'Frau Prof. Huber aus der Abt. Technik war in der Hauptstr. Ecke Ring.',
        'Es kostet 5 Mio. Euro, in St. Gallen 1 Mrd. Franken.',
        'Schade.',
      ],
    ],
    [
      'a No that answers, and one before a number',
      'No. I want my money back. It was room No. 12 Main Building. Is it fixed? No. Bye.',
      ['No.', 'I want my money back.', 'It was room No. 12 Main Building.', 'Is it fixed?', 'No.', 'Bye.'],
    ],
    [
      'companies, and people with an initial',
      'Die Müller GmbH & Co. KG hat nie geliefert. Mr. J. Smith of Smith Ltd. (Leeds) was rude, U.S. Bank too. Bye.',
      [
        'Die Müller GmbH & Co. KG hat nie geliefert.',
        'Mr. J. Smith of Smith Ltd. (Leeds) was rude, U.S. Bank too.',
        'Bye.',
      ],
    ],
    [
      'companies and countries that are the last word',
      'I live in the U.S. The app is broken. I called Smith Inc. Nobody came. Das war von Huber & Co. Sie half.',
      [
        'I live in the U.S.',
        'The app is broken.',
        'I called Smith Inc.',
        'Nobody came.',
        'Das war von Huber & Co.',
        'Sie half.',
      ],
    ],
    [
      'what is shortened before a number, and a name',
      'Nach max. 3 Tagen war es leer, evtl. Montag, vgl. Abs. 2, S. 4. Seit Sept. 2020. Das war Max. Danke.',
      ['Nach max. 3 Tagen war es leer, evtl. Montag, vgl. Abs. 2, S. 4.', 'Seit Sept. 2020.', 'Das war Max.', 'Danke.'],
    ],
    [
      'floors and times that are counted',
      'Der Lift hält nicht im 3. Stock. Beim 2. Versuch auch nicht. Es war +10. Mal sehen.',
      ['Der Lift hält nicht im 3. Stock.', 'Beim 2. Versuch auch nicht.', 'Es war +10.', 'Mal sehen.'],
    ],
    ['lines that the author ended', 'Toner leer\nfach 2 klemmt', ['Toner leer', 'fach 2 klemmt']],
    [
      'lines that a mail program wrapped',
      'Since the update last Tuesday the scanner in our office does\r\nnot find the shared folder. Help!',
      ['Since the update last Tuesday the scanner in our office does\r\nnot find the shared folder.', 'Help!'],
    ],
    ['white space of all kinds', ' \r\n\t Hello there. \u3000\r\n\r\n Bye.\u00a0\n', ['Hello there.', 'Bye.']],
    ['nothing but white space', ' \r\n \u3000\t', []],
    ['nothing', '', []],
    [
      'line breaks that are spelt out',
      'Toner leer\\nfach 2 klemmt. \\\\n\\\\nDanke\\n',
      ['Toner leer', 'fach 2 klemmt.', 'Danke'],
    ],
    ['paths', 'It is in C:\\new\\notes, or \\\\nas\\files', ['It is in C:\\new\\notes, or \\\\nas\\files']],
    [
      'letters and quotes that are spelt out',
      'She said ""stop"" and it didn\\u2019t. Why\\u003f Odd.',
      ['She said ""stop"" and it didn\\u2019t.', 'Why\\u003f', 'Odd.'],
    ],
  ])('are found in %s', (_, text, expected) => expect(textsOf(text)).toEqual(expected));

  it('have spans that give their exact words in the original, emoji, surrogates and CRLF included', () => {
    const text =
      '  😡😡 Third jam today!!!\r\n👨‍👩‍👧 Alle warten…  Café\u0301 Ärger 𠮷野家的机器坏了。🖨️ ok?\r\n\r\nﬁne ½ 👍🏽';
    const sentences = sentencesOf(text);
    expect(sentences.length).toBeGreaterThan(3);
    for (const { text: words, span } of sentences) {
      expect(text.slice(span.start, span.end)).toBe(words);
      expect(words).toBe(words.trim());
      expect(words.isWellFormed()).toBe(true);
    }
  });

  it('cover every character that is not white space, in order and once', () => {
    const text = 'A?! B... "C." (d)\n\n- e\n- f  。。 g;h 😀';
    const covered = sentencesOf(text).map(({ text: words }) => words.replace(/\s/g, ''));
    expect(covered.join('')).toBe(text.replace(/\s/g, ''));
  });

  it('are the same in a line that is segmented window by window', () => {
    const said = [
      `Nobody came ${'and nobody called '.repeat(300)}😡!`,
      ...Array<string>(400).fill('二楼的复印机又坏了。'),
      'Danke.',
    ];
    expect(textsOf(said.join(''))).toEqual(said);
  });

  it('are slices of the original in order, for random texts', () => {
    const sampler = samplerOf(7);
    for (let nth = 0; nth < 400; nth += 1) {
      const text = Array.from({ length: sampler.below(60) }, () => sampler.pick(PIECES)).join('');
      let from = 0;
      for (const { text: words, span } of sentencesOf(text)) {
        expect(text.slice(span.start, span.end)).toBe(words);
        expect(span.start).toBeGreaterThanOrEqual(from);
        expect(span.end).toBeGreaterThan(span.start);
        expect(words.isWellFormed()).toBe(true);
        from = span.end;
      }
    }
  });

  it.each([
    ['one sentence without an end', 'wir warten und '],
    ['one sentence without a space', '打印机'],
    ['line breaks', '\n'],
    ['line breaks that are spelt out', '\\n'],
    ['backslashes', '\\'],
    ['full stops', '.'],
    ['abbreviations', 'z. B. '],
    ['short sentences', 'Ja. '],
  ])('are found in linear time in a text of %s', (_, unit) => {
    const text = unit.repeat(200_000 / unit.length);
    const from = performance.now();
    sentencesOf(text);
    // Quadratic time would be half a minute.
    expect(performance.now() - from).toBeLessThan(5_000);
  });
});

const PIECES = [
  ...'aZ .!?。,;:\n\r\t\u3000\\n"\'()-0'.split(''),
  ...[
    '\\n',
    '\\u2019',
    '""',
    '\r\n',
    '😡',
    '👨‍👩‍👧',
    '🖨️',
    '𠮷',
    'e\u0301',
    'שלום',
    '\u202e',
    '\u200b',
    'z. B.',
    'ß',
    '打',
    'ﷺ',
  ],
];

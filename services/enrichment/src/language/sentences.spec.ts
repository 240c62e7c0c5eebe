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
    ['lines that the author ended', 'Toner leer\nfach 2 klemmt', ['Toner leer', 'fach 2 klemmt']],
    [
      'lines that a mail program wrapped',
      'Since the update last Tuesday the scanner in our office does\r\nnot find the shared folder. Help!',
      ['Since the update last Tuesday the scanner in our office does\r\nnot find the shared folder.', 'Help!'],
    ],
    ['white space of all kinds', ' \r\n\t Hello there. \u3000\r\n\r\n Bye.\u00a0\n', ['Hello there.', 'Bye.']],
    ['nothing but white space', ' \r\n \u3000\t', []],
    ['nothing', '', []],
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
});

import { withoutArtefacts } from './artefacts.js';
import { plainText } from './plain-text.js';
import { sentencesOf } from './sentences.js';

const textsOf = (text: string): string[] => sentencesOf(text).map(sentence => sentence.text);

describe('markup', () => {
  it('ends a sentence where a block does', () => {
    expect(textsOf('<p>Breakfast was great</p>\n<p>The bath was dirty</p>')).toEqual([
      'Breakfast was great',
      'The bath was dirty',
    ]);
    expect(textsOf('<html><body>It hangs<br/><BR>Please reset it</body></html>')).toEqual([
      'It hangs',
      'Please reset it',
    ]);
    expect(textsOf('<p>我的箱子丢了。</p><p>请寄到成都。</p>')).toEqual(['我的箱子丢了。', '请寄到成都。']);
  });

  it('is not read within a sentence, and stays in its words', () => {
    const text = 'The room was <b class="x">very</b>&nbsp;cold &amp; dark.';
    expect(textsOf(text)).toEqual([text]);
    expect(plainText(text)).toBe('the room was very cold & dark.');
  });

  it.each([
    ['It doesn&#x27;t print &#X26; it doesn&#39;t scan', "it doesn't print & it doesn't scan"],
    ['Great &#128512;&nbsp;thanks', 'great 😀 thanks'],
  ])('may spell a sign by its number: %j', (text, plain) => expect(plainText(text)).toBe(plain));

  it.each(['a < b and c > d', 'I <3 it', '<Anna> wrote it', 'AT&T', 'R&D; fine', '&unknown;'])(
    'is not what only looks like it: %j',
    text => expect(withoutArtefacts(text)).toBe(text),
  );
});

describe('links', () => {
  it.each([
    ['See https://shop.example/please-fix?id=12&why=broken.', 'see .'],
    ['Bei www.haus.example/fehler steht es', 'bei steht es'],
    ['坏了https://shop.example/crash，请修', '坏了 ,请修'],
    ['Write to ann.good@mail.example!', 'write to !'],
  ])('are not read: %j', (text, plain) => expect(plainText(text)).toBe(plain));

  it('do not end a sentence', () =>
    expect(textsOf('See https://shop.example/a?b=c for it. Bye')).toEqual([
      'See https://shop.example/a?b=c for it.',
      'Bye',
    ]));

  it.each(['@ckm', 'me@home', '3 @ 4 each', 'www.', 'http://'])('are not what only looks like one: %j', text =>
    expect(withoutArtefacts(text)).toBe(text),
  );
});

it.each(['<', '<a ', '<b', '&#', 'www.', 'a@', 'a.', '@a.', 'http://'])(
  'artefacts are found in time in %j, again and again',
  unit => {
    const text = unit.repeat(20_000 / unit.length);
    expect(withoutArtefacts(text)).toHaveLength(text.length);
  },
);

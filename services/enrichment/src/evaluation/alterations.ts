import type { Readable } from '../language/language.js';
import type { Sampler } from './sampler.js';

interface Choices {
  sampler: Sampler;
  /** Words of other texts of the language; of Chinese, pairs of characters. */
  vocabulary: readonly string[];
}

/** Rewrites a text so that it stays the same message. */
export type Alteration = (text: string, language: Readable, choices: Choices) => string;

/** The ways in which a message comes a second time. */
export const ALTERATIONS = { format, typos, greetings, edits, truncated } satisfies Record<string, Alteration>;

const FULL_WIDTH = (text: string): string =>
  text.replace(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
const FORMATS: Record<string, (text: string) => string> = {
  upper: text => text.toUpperCase(),
  lower: text => text.toLowerCase(),
  title: text => text.replace(/(?<=^|\s)\p{L}/gu, letter => letter.toUpperCase()),
  spaces: text => `  ${text.replace(/ /g, '   ')}\n\n`,
  lines: text => text.replace(/([,.;!?，。！？]) ?/g, '$1\n'),
  shouting: text => `${text.replace(/[.。]$/, '')}!!!`,
  bare: text => text.replace(/[.,;:!?"“”，。；：！？、]/g, ' '),
  quotes: text => `“${text.replace(/'/g, '’')}”`,
  umlauts: text => text.replace(/ß/g, 'ss').replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue'),
  decomposed: text => text.normalize('NFD'),
  wide: FULL_WIDTH,
  signs: text => text.replace(/，/g, ',').replace(/。/g, '.').replace(/！/g, '!').replace(/？/g, '?'),
  link: text => `${text} https://shop.example/order?id=4711&utm_source=mail`,
  dashes: text => `- ${text} …`,
  emoji: text => `${text} 😡😡`,
  joined: text => text.split('').join('\u200b'),
};

function format(text: string, _: Readable, { sampler }: { sampler: Sampler }): string {
  const made = sampler.shuffled(Object.values(FORMATS)).map(change => change(text));
  return made.find(other => other !== text) ?? text;
}

const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const LOOKALIKES = [
  '的得地',
  '在再',
  '做作',
  '他她它',
  '那哪',
  '以已',
  '象像',
  '座坐',
  '有又',
  '是事',
  '不步',
  '很狠',
  '了乐',
  '太态',
];

/** One typo for every 50 letters (20 Han characters), one at least. */
function typos(text: string, language: Readable, { sampler, vocabulary }: Choices): string {
  const letters = [...text];
  const slips = Math.max(1, Math.round(letters.length / (language === 'zh' ? 20 : 50)));
  for (let nth = 0; nth < slips; nth++) {
    const places = [...letters.keys()].filter(at => /[\p{L}\p{N}]/u.test(letters[at]!));
    if (places.length === 0) break;
    slip(letters, sampler.pick(places), { sampler, vocabulary });
  }
  return letters.join('');
}

function slip(letters: string[], at: number, { sampler, vocabulary }: Choices): void {
  const letter = letters[at]!;
  switch (sampler.pick(['drop', 'double', 'swap', 'other'])) {
    case 'drop':
      return void letters.splice(at, 1);
    case 'double':
      return void letters.splice(at, 0, letter);
    case 'swap':
      return void letters.splice(at, 2, letters[at + 1] ?? '', letter);
    default:
      letters[at] = wrongLetter(letter, { sampler, vocabulary });
  }
}

function wrongLetter(letter: string, { sampler, vocabulary }: Choices): string {
  if (/\p{sc=Han}/u.test(letter)) {
    const alike = LOOKALIKES.find(group => group.includes(letter));
    return sampler.pick([...(alike ?? sampler.pick(vocabulary))].filter(other => other !== letter)) ?? letter;
  }
  const row = KEYS.find(keys => keys.includes(letter.toLowerCase())) ?? 'etaoin';
  const place = row.indexOf(letter.toLowerCase());
  return row[place + 1] ?? row[place - 1] ?? 'e';
}

const GREETINGS = {
  en: [
    'Hi there, ',
    'Hello,\n',
    'Dear support team,\n\n',
    'Good evening. ',
    'Hey guys! ',
    'To whom it may concern: ',
    'Morning all - ',
    'Hi Sarah, ',
    'Evening folks, ',
  ],
  de: [
    'Hallo, ',
    'Guten Tag,\n',
    'Sehr geehrte Damen und Herren,\n\n',
    'Moin! ',
    'Hallo liebes Team, ',
    'Tach auch, ',
    'Schönen guten Abend zusammen! ',
    'Hallo Frau Berger, ',
    'Liebes Serviceteam, ',
  ],
  zh: ['您好，', '你好！', '客服您好：', '在吗？', '亲，', '老板好，', '打扰一下，', '早上好，', '尊敬的客服：'],
};
const CLOSINGS = {
  en: [
    ' Thanks!',
    ' Thank you in advance.',
    '\n\nKind regards\nJohn Miller',
    '\nBest, Sue',
    ' Cheers',
    '\nMany thanks and have a nice day',
    ' Ta very much',
    '',
    '',
  ],
  de: [
    ' Danke!',
    ' Vielen Dank im Voraus.',
    '\n\nMit freundlichen Grüßen\nAnna Vogt',
    '\nLG Tom',
    ' Herzlichst, Ihre Frau Lang',
    '\nDanke und einen schönen Tag noch',
    ' Bis dann',
    '',
    '',
  ],
  zh: ['谢谢！', '谢谢您。', '，麻烦了', ' 此致敬礼', '，望尽快处理', '，等您消息', '～感恩', '', ''],
};

function greetings(text: string, language: Readable, { sampler }: { sampler: Sampler }): string {
  return `${sampler.pick(GREETINGS[language])}${text}${sampler.pick(CLOSINGS[language])}`;
}

/** Replaces, leaves out or puts in a word or two. */
function edits(text: string, language: Readable, { sampler, vocabulary }: Choices): string {
  const words = wordsOf(text, language);
  for (let left = 1 + sampler.below(2); left > 0 && words.length > 1; left--) {
    const at = sampler.below(words.length);
    const added = sampler.below(3) === 0 ? [] : [sampler.pick(vocabulary)];
    words.splice(at, sampler.below(3) === 0 && added.length > 0 ? 0 : 1, ...added);
  }
  return words.join(language === 'zh' ? '' : ' ');
}

/** Of Chinese, pairs of characters. */
export const wordsOf = (text: string, language: Readable): string[] =>
  language === 'zh'
    ? (text.match(/\p{sc=Han}{1,2}|\P{sc=Han}+/gu) ?? [])
    : text.split(/\s+/).filter(word => word !== '');

/** The first 70 to 90 % of it. */
function truncated(text: string, _: Readable, { sampler }: { sampler: Sampler }): string {
  const letters = [...text];
  const kept = letters.slice(0, Math.round(letters.length * (0.7 + 0.2 * sampler.next()))).join('');
  return sampler.below(2) === 0 ? kept : `${kept}…`;
}

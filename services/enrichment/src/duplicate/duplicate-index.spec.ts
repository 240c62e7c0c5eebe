import { duplicateIndex } from './duplicate-index.js';

/** For each line, counted from 1, the first line of its group. */
const firstsOf = (...texts: string[]): (number | null)[] => {
  const index = duplicateIndex();
  return texts.map((text, nth) => index.firstOf(text, nth + 1));
};

it('a duplicate is answered by the first member of its group', () => {
  const texts = ['The toaster burns one side only', 'Hi, the toaster burns one side only!', 'The lid is lose'];
  expect(firstsOf(...texts, 'The toaster burns one side onyl', 'The lid is lose')).toEqual([null, 1, null, 1, 3]);
});

it('a text that says the opposite is no duplicate, and begins a group of its own', () => {
  const texts = ['The toaster browns both sides', 'The toaster never browns both sides'];
  expect(firstsOf(...texts, 'The toster browns both sides', 'The toster never browns both sides')).toEqual([
    null,
    null,
    1,
    2,
  ]);
});

it('only texts like its first member, or copies of any, are in a group', () => {
  const [first, second, third] = [
    'The toaster burns one side of the bread only',
    'The toaster burns one side of the bread since May',
    'The toaster burnt my hand on the side since May',
  ];
  expect(firstsOf(first, second, third, second.toUpperCase())).toEqual([null, 1, null, 1]);
});

it('of several similar texts the most similar is the original', () => {
  const words = 'lid cord plug knob light timer tray slot crumb lever spring coil'.split(' ');
  const texts = Array.from({ length: 300 }, (_, nth) => {
    const [a, b, c] = [nth, Math.floor(nth / 12), Math.floor(nth / 144)].map(at => words[at % 12]!);
    return `${nth}: the ${a} of model ${nth * 7_919} made the ${b} hot, then the ${c} failed ${nth * 104_729}`;
  });
  const index = duplicateIndex();
  const firsts = texts.map((text, nth) => index.firstOf(text, nth) ?? nth);
  for (const nth of [0, 1, 99, 100, 299]) expect(index.firstOf(`${texts[nth]!} ok`, 9_999)).toBe(firsts[nth]);
});

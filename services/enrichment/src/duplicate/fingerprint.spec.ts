import { editsBetween } from './edits.js';
import { fingerprintOf, similarityOf } from './fingerprint.js';
import { jaccard, sketchOf } from './sketch.js';

const alike = (a: string, b: string): number => similarityOf(fingerprintOf(a), fingerprintOf(b));

describe('a text repeats another one', () => {
  it.each([
    ['written down otherwise', 'The kettle leaks at the handle.', 'THE KETTLE  LEAKS AT THE HANDLE!!'],
    ['with slips', 'The kettle leaks at the handle since Monday', 'The ketle leaks at teh handle since Mondaay'],
    ['with slips', 'Der Wasserkocher tropft seit Montag am Griff', 'Der Waserkocher tropft seit Motnag am Grif'],
    ['with many slips', 'My kettle leaks at the handle', 'My ketle leaks at teh handle'],
    ['with words of it changed', '水壶的把手一直漏水，才用了一周', '水壶的把手经常滴水，才用了一周'],
    [
      'with words put in',
      'The kettle leaks at the handle, and nobody answers the phone or my letters',
      'The kettle from last May leaks at the handle, and nobody answers the phone or my letters',
    ],
    [
      'with a greeting that nobody listed',
      'The kettle leaks at the handle',
      'A jolly good day! The kettle leaks at the handle',
    ],
    [
      'with a word of it changed',
      'My new kettle from last week leaks at the handle',
      'My old kettle from last week leaks at the handle',
    ],
    ['with a word of it changed', '水壶的把手一直漏水，才用了一周', '水壶的把手总是漏水，才用了一周'],
    [
      'cut off',
      'Der Wasserkocher tropft seit Montag am Griff, und keiner antwortet',
      'Der Wasserkocher tropft seit Montag am Gri…',
    ],
    ['cut off', '水壶的把手一直漏水，才用了一周就坏了', '水壶的把手一直漏水，才用了一'],
  ])('%s: %j', (_, a, b) => {
    expect(alike(a, b)).toBeGreaterThan(0.4);
    expect(alike(b, a)).toBe(alike(a, b));
  });
});

describe('a text says it in other words', () => {
  it.each([
    ['The kettle leaks at the handle', 'Water drips from where you hold the kettle'],
    ['When will my new card arrive?', 'How long until I get my card in the post?'],
    ['Der Wasserkocher tropft am Griff', 'Am Griff vom Kocher läuft Wasser raus'],
    ['水壶的把手漏水', '壶把那里一直滴水'],
    ['快递太慢了，等了五天', '送货速度真不行，五天才到'],
    ['Good', 'Goods'],
    ['很好', '很好吃'],
  ])('and is no duplicate: %j', (a, b) => expect(alike(a, b)).toBe(0));
});

describe('what similarity rests on', () => {
  it('runs of three characters, of Han each and each two', () => {
    expect([sketchOf('kettle').size, sketchOf('ke').size, sketchOf('漏水漏水').size, sketchOf('').size]).toEqual([
      4, 1, 4, 0,
    ]);
    expect(jaccard(sketchOf('kettle'), sketchOf('kettles'))).toBe(4 / 5);
    expect(jaccard(sketchOf(''), sketchOf(''))).toBe(0);
  });

  it('is estimated where texts are long', () => {
    const words = Array.from({ length: 6_000 }, (_, nth) => (nth * 7_919_777).toString(36));
    const [a, b] = [words.slice(0, 4_000), words.slice(1_000, 5_000)].map(some => sketchOf(some.join(' ')));
    expect(a!.least).toHaveLength(1_024);
    expect(jaccard(a!, b!)).toBeCloseTo(0.68, 1);
  });

  it.each([
    ['', '', 2, 0],
    ['kettle', 'kettle', 0, 0],
    ['kettle', 'ketle', 2, 1],
    ['kettle', 'ekttle', 2, 2],
    ['kettle', 'handle', 9, 4],
    ['kettle', 'handle', 3, 4],
    ['kettle', 'kettle leaks', 3, 4],
    ['leaks', 'xleak', 2, 2],
  ])('from %j to %j within %i it is %i changes', (a, b, most, expected) => {
    expect(editsBetween(a, b, most)).toBe(expected);
    expect(editsBetween(b, a, most)).toBe(expected);
  });

  it('puts similar texts into a band, by 32 numbers that fit int4', () => {
    const [a, b] = ['The kettle leaks at the handle since Monday', 'The kettle leaks at the handle since Sunday'].map(
      text => fingerprintOf(text).bands,
    );
    expect(a!.length).toBe(32);
    expect(a!.filter((key, band) => key === b![band]).length).toBeGreaterThan(0);
    expect(new Set(a).size).toBe(32);
  });

  it('is the same on every machine and day', () => {
    const { key, bands } = fingerprintOf('The kettle leaks');
    expect([key, [...bands.slice(0, 2)]]).toEqual(['y3dQ4JyCKI9-8pFmBrK5gQ', [-340991069, 99741231]]);
  });
});

import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { Class } from './field.js';
import { type Data, documents } from './fixture/documents.js';
import { faultsOf } from './validate.js';

// Requests are checked by the compiled JSON Schema; the decorators are what people read. They must say the same.

const SEED = 20_261_122;
const MUTANTS = 300;

type Random = (below: number) => number;

/** mulberry32: the same numbers every time. */
function seeded(seed: number): Random {
  let state = seed;
  return below => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const LENGTHS = [0, 1, 2, 3, 35, 36, 50, 51, 100, 101, 200, 201, 500, 501, 1_000, 1_001, 2_000, 2_001];
const TEXTS = [
  '\0',
  'Toner\0',
  '\ud83d',
  'x\udc00',
  '\udc00\ud83d',
  ' ',
  'K-1 ',
  'external:K-1',
  '\u200bK-1',
  'und',
  'UND',
  'CALL',
  'NEED',
  'negative',
  'customer',
];
const IDS = [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-FFFFFFFFFFFF',
  '5F0E2C84-7D5B-5A41-8C1F-2B9A6D3E4F10',
  '5f0e2c84-7d5b-9a41-8c1f-2b9a6d3e4f10',
  '5f0e2c84-7d5b-5a41-cc1f-2b9a6d3e4f10',
  '{5f0e2c84-7d5b-5a41-8c1f-2b9a6d3e4f10}',
  '5f0e2c847d5b5a418c1f2b9a6d3e4f10',
  '5f0e2c84-7d5b-5a41-8c1f-2b9a6d3e4f10\n',
];
const INSTANTS = ['2026-02-31T10:00:00Z', '2028-02-29T10:00:00+05:45', '2026-03-01', '2026-03-01T10:00:00+16:00'];
const NUMBERS = [0, -0, 1, -1, 1.000_001, -1.000_001, 0.5, 2 ** 53, 1e300, Infinity, -Infinity, NaN];
const OTHERS = [null, undefined, true, false, [], {}, [null], [[]], [{}], { length: 3 }, [['a']], ['a', 1]];

const VALUES: unknown[] = [
  ...LENGTHS.flatMap(length => ['ß'.repeat(length), '🙂'.repeat(length)]),
  '🙂'.repeat(20_000),
  '🙂'.repeat(20_001),
  ...TEXTS,
  ...IDS,
  ...INSTANTS,
  ...NUMBERS,
  ...OTHERS,
];

type Place = { holder: Data; name: string };

/** Every member, however deep; lists' elements too. */
const placesIn = (holder: Data): Place[] =>
  Object.entries(holder).flatMap(([name, value]) => [
    { holder, name },
    ...(typeof value === 'object' && value !== null ? placesIn(value as Data) : []),
  ]);

const MUTATIONS: ((place: Place, random: Random) => void)[] = [
  ({ holder, name }, random) => (holder[name] = VALUES[random(VALUES.length)]),
  ({ holder, name }) => void (Array.isArray(holder) ? holder.pop() : delete holder[name]),
  ({ holder }) => void (Array.isArray(holder) ? holder.push(holder[0]) : (holder.unknown = 'a member')),
  ({ holder, name }) => (holder[name] = [holder[name]]),
  ({ holder, name }) => (holder[name] = { ...(holder[name] as Data) }),
  ({ holder, name }) => (holder[name] = String(holder[name])),
  ({ holder, name }, random) => (holder[name] = String(holder[name]).repeat(random(3))),
];

function mutantOf(document: Data, random: Random): Data {
  const mutant = structuredClone(document);
  for (let times = 1 + random(2); times > 0; times -= 1) {
    const places = placesIn(mutant);
    const place = places[random(places.length)];
    if (place) MUTATIONS[random(MUTATIONS.length)]!(place, random);
  }
  return mutant;
}

const validBySchema = (type: Class, document: Data): boolean => faultsOf(type, document).length === 0;
const validByDecorators = (type: Class, document: Data): boolean =>
  validateSync(plainToInstance(type, document), { whitelist: true, forbidNonWhitelisted: true }).length === 0;

/** Documents that one checker takes and the other does not. */
const disputed = (type: Class, candidates: Data[]): [string, Data][] =>
  candidates
    .filter(candidate => validBySchema(type, candidate) !== validByDecorators(type, candidate))
    .map(candidate => [validBySchema(type, candidate) ? 'by the schema only' : 'by the decorators only', candidate]);

const shareOfValid = (type: Class, candidates: Data[]): number =>
  candidates.filter(candidate => validBySchema(type, candidate)).length / candidates.length;

describe.each(documents())('for %s', (_, type, document) => {
  it('JSON Schema and decorators accept and refuse the same mutants', () => {
    const random = seeded(SEED);
    const mutants = Array.from({ length: MUTANTS }, () => mutantOf(document, random));
    expect(disputed(type, mutants)).toEqual([]);
    // Else it would compare nothing.
    expect(shareOfValid(type, mutants)).toBeGreaterThan(0.02);
    expect(shareOfValid(type, mutants)).toBeLessThan(0.5);
  });

  it.each(placesIn(document).map((place, index) => [place.name, index]))(
    'and any value in the place of %s',
    (_, index) => {
      const changed = VALUES.map(value => {
        const copy = structuredClone(document);
        const { holder, name } = placesIn(copy)[index]!;
        holder[name] = value;
        return copy;
      });
      expect(disputed(type, changed)).toEqual([]);
    },
  );
});

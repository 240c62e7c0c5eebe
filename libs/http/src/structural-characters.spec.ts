import { MAX_STRUCTURAL_CHARACTERS, hasMoreStructuralCharacters } from './structural-characters.js';
import { readJson } from './read-json.js';

const has = (most: number, json: string): boolean => hasMoreStructuralCharacters(most, Buffer.from(json));

it.each([
  [0, '"Der Einzug, [der] {neue}, quietscht."'],
  [1, '{"墨盒, \\"neu\\", \\\\":"a,b"}'],
  [4, '[[],{}]'],
  [3, '{"a":[1,2]}'],
  [1, '["[[[[,,,,'],
])('%i lists, objects and commas: %s', (marks, json) => {
  expect(has(marks, json)).toBe(false);
  if (marks > 0) expect(has(marks - 1, json)).toBe(true);
});

it('a batch of the longest texts is read, however many commas and quotation marks they have', () => {
  const batch = Array.from({ length: 100 }, (_, nth) => ({ id: `${nth}`, data: { text: '[,"\\'.repeat(5_000) } }));
  expect(readJson(Buffer.from(JSON.stringify(batch)))).toEqual(batch);
});

it('what has more of them than any body needs is refused before it is parsed', () => {
  const lists = (count: number, behind = ''): Buffer => Buffer.from(`[${'[],'.repeat(count)}0${behind}`);
  expect(readJson(lists(MAX_STRUCTURAL_CHARACTERS / 2 - 1, ']'))).toHaveLength(MAX_STRUCTURAL_CHARACTERS / 2);
  for (const json of [lists(MAX_STRUCTURAL_CHARACTERS / 2, ']'), lists(20_000_000)])
    expect(() => readJson(json)).toThrow(expect.objectContaining({ code: 'body-too-large' }) as Error);
});

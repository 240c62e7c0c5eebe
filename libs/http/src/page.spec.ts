import { fromCursor, pageOf, toCursor } from './page.js';

const rows = ['a', 'b', 'c'];
const place = (last: string): string[] => [last, '2026-03-04T07:12:33.100123Z'];

it('a page says where the next one begins, and the last one that there is none', () => {
  expect(pageOf(rows, 2, place)).toEqual({ data: ['a', 'b'], page: { next: toCursor(place('b')) } });
  expect(pageOf(rows, 3, place)).toEqual({ data: rows, page: { next: null } });
  expect(pageOf([], 3, place)).toEqual({ data: [], page: { next: null } });
});

it('a cursor leads back to its place, whatever stands in it', () => {
  expect(fromCursor(toCursor(['Größe/漢字?&', '']), 2)).toEqual(['Größe/漢字?&', '']);
  expect(toCursor(['Größe/漢字?&'])).toMatch(/^[\w-]+$/);
});

it.each([
  ['', 2],
  ['page-2', 2],
  [toCursor(['one']), 2],
  [toCursor(['one', 'two', 'three']), 2],
  [Buffer.from('{"length":2}').toString('base64url'), 2],
  [Buffer.from('[1,2]').toString('base64url'), 2],
  [Buffer.from('null').toString('base64url'), 0],
])('%j is none', (cursor, parts) => {
  expect(() => fromCursor(cursor, parts)).toThrow(expect.objectContaining({ code: 'cursor-invalid' }) as Error);
});

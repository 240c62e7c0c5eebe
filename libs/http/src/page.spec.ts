import { fromCursor, isCount, isId, pageAfter, pageOf, type Part, toCursor } from './page.js';

const rows = ['a', 'b', 'c'];
const isAny: Part = () => true;
const place = (last: string): string[] => [last, '2026-03-04T07:12:33.100123Z'];

it('a page says where the next one begins, and the last one that there is none', () => {
  expect(pageOf(rows, 2, place)).toEqual({ data: ['a', 'b'], page: { next: toCursor(place('b')) } });
  expect(pageOf(rows, 3, place)).toEqual({ data: rows, page: { next: null } });
  expect(pageOf([], 3, place)).toEqual({ data: [], page: { next: null } });
});

it('a page goes on after the one before, and shows no places', async () => {
  const after = ([place = '']: string[], most: number): Promise<{ id: string; place: string[] }[]> => {
    const ids = rows.filter(id => id > place).slice(0, most);
    return Promise.resolve(ids.map(id => ({ id, place: [id] })));
  };
  const first = await pageAfter({ limit: 2 }, [isAny], after);
  expect(first).toEqual({ data: [{ id: 'a' }, { id: 'b' }], page: { next: toCursor(['b']) } });
  const second = await pageAfter({ limit: 2, cursor: first.page.next! }, [isAny], after);
  expect(second).toEqual({ data: [{ id: 'c' }], page: { next: null } });
});

it('a cursor leads back to its place, whatever stands in it', () => {
  expect(fromCursor(toCursor(['Größe/漢字?&', '']), isAny, isAny)).toEqual(['Größe/漢字?&', '']);
  expect(toCursor(['Größe/漢字?&'])).toMatch(/^[\w-]+$/);
});

it('no cursor leads nowhere', () => expect(fromCursor(undefined, isAny)).toEqual([]));

it.each<[string, ...Part[]]>([
  ['', isAny],
  ['page-2', isAny, isAny],
  [toCursor(['one']), isAny, isAny],
  [toCursor(['one', 'two', 'three']), isAny, isAny],
  [Buffer.from('{"length":2}').toString('base64url'), isAny, isAny],
  [Buffer.from('[1,2]').toString('base64url'), isAny, isAny],
  [Buffer.from('null').toString('base64url')],
  [toCursor(['7', 'b3f6a1d8']), isCount, isId],
  [toCursor(['-7']), isCount],
  [toCursor(['1234567890123456789']), isCount],
])('%j is none', (cursor, ...parts) => {
  expect(() => fromCursor(cursor, ...parts)).toThrow(expect.objectContaining({ code: 'cursor-invalid' }) as Error);
});

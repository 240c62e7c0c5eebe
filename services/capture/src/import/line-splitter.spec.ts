import { type FilePosition, LineSplitter } from './line-splitter.js';

const START: FilePosition = { byte: 0, line: 1, inside: false };
const MB = 1024 * 1024;

type Cut = [line: number, text: string, code?: string];

/** Cut from pieces of that many bytes. */
function cut(text: string, { delimiter = null as string | null, pieces = Infinity, from = START } = {}) {
  const bytes = Buffer.from(text);
  const cutter = new LineSplitter(from, delimiter);
  const lines = [];
  for (let at = 0; at < bytes.length; at += pieces) lines.push(...cutter.push(bytes.subarray(at, at + pieces)));
  lines.push(...cutter.end());
  return { lines, position: cutter.position };
}
const seen = (text: string, options: Parameters<typeof cut>[1] = {}): Cut[] =>
  cut(text, options).lines.map(({ line, bytes, problem }) =>
    problem ? [line, bytes.toString(), problem.code] : [line, bytes.toString()],
  );

describe('lines', () => {
  const text = '{"a":1}\r\n\n  \r\n{"b":"ü"}\n{"c":"没有墨了"}';
  const expected: Cut[] = [
    [1, '{"a":1}'],
    [4, '{"b":"ü"}'],
    [5, '{"c":"没有墨了"}'],
  ];

  it.each([1, 2, 3, 7, 1_000])('are the same from pieces of %d bytes, without blank ones', pieces =>
    expect(seen(text, { pieces })).toEqual(expected),
  );

  it('end with a line feed and any carriage returns before it', () =>
    expect(seen('a\r\r\nb\rc\r\r\r\n\r\r\nd\r\n')).toEqual([
      [1, 'a'],
      [2, 'b\rc'],
      [4, 'd'],
    ]));

  it('say where the next one begins: from there the rest is split in the same way', () => {
    const { lines } = cut(text);
    for (const [i, { next }] of lines.entries()) {
      const rest = Buffer.from(text).subarray(next.byte).toString();
      expect(seen(rest, { from: next })).toEqual(expected.slice(i + 1));
    }
  });

  it('take a quotation mark for an ordinary character', () =>
    expect(seen('"\n"\n')).toEqual([
      [1, '"'],
      [2, '"'],
    ]));

  it.each([100_000, Infinity])('that are too long are skipped to their end (pieces of %d)', pieces => {
    const long = 'x'.repeat(3 * MB);
    const cuts = seen(`eins\n${long}\ndrei\n`, { pieces });
    expect(cuts.map(([line, { length }, code]) => [line, length, code])).toEqual([
      [1, 4, undefined],
      [2, MB, 'line-too-long'],
      [3, 4, undefined],
    ]);
  });

  it('can go on within a line that is too long', () =>
    expect(seen('rest of it\nnext', { from: { byte: 5 * MB, line: 7, inside: true } })).toEqual([[8, 'next']]));

  it('may end with one that is too long', () => {
    const { lines, position } = cut('x'.repeat(MB + 1));
    expect(lines.map(({ problem }) => problem?.code)).toEqual(['line-too-long']);
    expect(position).toMatchObject({ byte: MB + 1, line: 1 });
  });
});

describe('rows', () => {
  const rows = (text: string, pieces?: number): Cut[] => seen(text, { delimiter: ';', pieces });
  const text = '1;"Der Toner\nist leer, sagt ""Jana"""\r\n2;"";"a;b"\n3;5" Display\n4;x""y;z"\n';
  const expected: Cut[] = [
    [1, '1;"Der Toner\nist leer, sagt ""Jana"""'],
    [3, '2;"";"a;b"'],
    [4, '3;5" Display'],
    [5, '4;x""y;z"'],
  ];

  it.each([1, 2, 5, 1_000])('hold the line breaks of their cells (pieces of %d)', pieces =>
    expect(rows(text, pieces)).toEqual(expected),
  );

  it('end after a quotation mark that is not allowed there', () =>
    expect(rows('1;"a"b\n2;c\n')).toEqual([
      [1, '1;"a"b'],
      [2, '2;c'],
    ]));

  it('last as long as a quotation mark is open', () =>
    expect(rows('1;"open\n2;x\n3;"also\n4;y', 3)).toEqual([
      [1, '1;"open\n2;x\n3;"also'],
      [4, '4;y'],
    ]));

  it.each([7, 1_000])('lose one line to a quotation mark that is never closed (pieces of %d)', pieces =>
    expect(rows('1;a\n2;"open\n3;x\n\n5;y', pieces)).toEqual([
      [1, '1;a'],
      [2, '2;"open', 'csv-quote-open'],
      [3, '3;x'],
      [5, '5;y'],
    ]),
  );

  it('with an open quotation mark are not buffered beyond 1 MB', () => {
    const many = Array.from({ length: 200_000 }, (_, i) => `${i};Papierstau`);
    const cuts = seen(`0;"open\n${many.join('\n')}`, { delimiter: ';', pieces: 65_536 });
    expect(cuts).toHaveLength(many.length + 1);
    expect(cuts.slice(0, 2)).toEqual([
      [1, '0;"open', 'csv-quote-open'],
      [2, '0;Papierstau'],
    ]);
    expect(cuts.at(-1)).toEqual([200_001, '199999;Papierstau']);
  });
});

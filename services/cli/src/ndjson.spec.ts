import { Readable } from 'node:stream';
import type { Io } from './call.js';
import { LineFault } from './lines.js';
import { answerAll, answerEach, type Check, textIn } from './ndjson.js';

const MB = 1024 * 1024;
const check: Check<string> = document => {
  const text = textIn(document);
  if (text === 'refuse') throw new LineFault('body-invalid', '/text is refused.');
  return text;
};

/** What comes out where this goes in: lines read as JSON where they are JSON. */
async function streamed(...pieces: (string | Uint8Array)[]): Promise<{ isGood: boolean; written: string[] }> {
  const written: string[] = [];
  const isGood = await answerEach(ioOf(pieces, written), check, (text, line) => ({ line, length: text.length }));
  return { isGood, written };
}

function ioOf(pieces: Iterable<string | Uint8Array>, written: string[], until = Infinity): Io {
  const input = Readable.from(pieces, { objectMode: true, highWaterMark: 1 }).map(piece =>
    Buffer.from(piece as string),
  );
  const write = (text: string): Promise<boolean> => Promise.resolve(written.push(text) < until);
  return { input, write } as unknown as Io;
}

const fault = (code: string, detail: string): string => `${JSON.stringify({ error: { code, detail } })}\n`;

describe('NDJSON', () => {
  it('is answered line by line, each with its id', async () => {
    const { isGood, written } = await streamed(
      '{"id":"k-1","text":"Toner leer"}\n{"text":"卡纸","id":7,"x":1}\n{"text":"a"}\n',
    );
    expect(written).toEqual([
      '{"id":"k-1","line":1,"length":10}\n',
      '{"id":7,"line":2,"length":2}\n',
      '{"line":3,"length":1}\n',
    ]);
    expect(isGood).toBe(true);
  });

  it.each([
    ['blank', '', fault('body-not-json', 'The line is blank.')],
    ['of spaces', ' \t\r', fault('body-not-json', 'The line is blank.')],
    ['no JSON', '{text: 1}', fault('body-not-json', 'The line is not JSON.')],
    ['no object', '["Toner"]', fault('body-invalid', 'A line is a JSON object.')],
    ['null', 'null', fault('body-invalid', 'A line is a JSON object.')],
    ['without a text', '{"x":1}', fault('body-invalid', '/text must be a string.')],
    ['of no text', '{"text":""}', fault('body-invalid', '/text must have 1 to 20,000 characters.')],
    [
      'of too much text',
      `{"text":"${'好'.repeat(20_001)}"}`,
      fault('body-invalid', '/text must have 1 to 20,000 characters.'),
    ],
    ['refused by the command', '{"text":"refuse"}', fault('body-invalid', '/text is refused.')],
    [
      'too deep',
      `{"text":"a","id":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      fault('body-too-deep', '/id is nested deeper than 64 levels.'),
    ],
  ])('a line that is %s is answered in its place, and the result is false', async (_, line, told) => {
    const { isGood, written } = await streamed(`{"text":"a"}\n${line}\n{"text":"b"}`);
    expect(written).toEqual(['{"line":1,"length":1}\n', told, '{"line":3,"length":1}\n']);
    expect(isGood).toBe(false);
  });

  it('a faulty line is answered with its id where that could be read', async () => {
    const { written } = await streamed('{"id":12345678901234567890}\n{"id":"k-1","text":"refuse"}\n{"id":2\n');
    expect(written).toEqual([
      '{"id":12345678901234567890,"error":{"code":"body-invalid","detail":"/text must be a string."}}\n',
      '{"id":"k-1","error":{"code":"body-invalid","detail":"/text is refused."}}\n',
      fault('body-not-json', 'The line is not JSON.'),
    ]);
  });

  it('a line that is not UTF-8 is refused, without replacement characters', async () => {
    const { written } = await streamed(Buffer.from('{"text":"Küche"}\n', 'latin1'), '{"text":"a"}\n');
    expect(written).toEqual([fault('body-not-utf8', 'The line is not UTF-8.'), '{"line":2,"length":1}\n']);
  });

  it('may have a byte order mark and CRLF, and end without a line feed', async () => {
    const { isGood, written } = await streamed('\ufeff{"text":"a"}\r\n', '{"text":"b"}\r\n{"text":"c"}');
    expect([isGood, written.length]).toEqual([true, 3]);
  });

  it('may come in pieces of any size, also within a character', async () => {
    const bytes = Buffer.from('{"text":"卡纸了"}\n{"text":"ä"}\n');
    const { written } = await streamed(...Array.from(bytes, byte => Buffer.from([byte])));
    expect(written).toEqual(['{"line":1,"length":3}\n', '{"line":2,"length":1}\n']);
  });

  it('is empty when nothing comes', async () => expect(await streamed()).toEqual({ isGood: true, written: [] }));

  it('does not buffer a line longer than 1 MB, and goes on after it', async () => {
    const padded = (length: number): string => `{"text":"a","x":"${' '.repeat(length - 19)}"}`;
    const { written } = await streamed(`${padded(MB)}\n`, padded(MB).slice(0, -2), ' "}\n{"text":"b"}\n');
    expect(written).toEqual([
      '{"line":1,"length":1}\n',
      fault('line-too-long', 'The line is longer than 1 MB.'),
      '{"line":3,"length":1}\n',
    ]);
  });

  it.each(['1234567890123456789', '0.10', '1e400', '"k \\" 1"', 'null', '{"a":[1]}'])(
    'gives the id %s back',
    async id => {
      const { written } = await streamed(
        `{"other":{"id":12345678901234567},"id": ${id},"text":"\\"id\\":99999999999999999"}\n`,
      );
      expect(JSON.parse(written[0]!)).toEqual({ id: JSON.parse(id) as unknown, line: 1, length: 22 });
      expect(written[0]).toContain(`{"id":${id},`);
    },
  );

  it('is read no faster than it is answered', async () => {
    let pulled = 0;
    function* endless(): Generator<string> {
      for (;;) yield `{"id":${++pulled},"text":"a"}\n`;
    }
    const written: string[] = [];
    const isGood = await answerEach(ioOf(endless(), written, 3), check, () => ({}));
    expect([isGood, written]).toEqual([true, ['{"id":1}\n', '{"id":2}\n', '{"id":3}\n']]);
    expect(pulled).toBeLessThan(20);
  });

  it('is answered in order where answers need all lines', async () => {
    const written: string[] = [];
    const io = ioOf(['{"id":1,"text":"aaa"}\n\n{"text":"b"}\n{"id":4}\n'], written);
    const isGood = await answerAll(io, check, texts => texts.map(text => ({ of: texts.length, length: text.length })));
    expect(written).toEqual([
      '{"id":1,"of":2,"length":3}\n',
      fault('body-not-json', 'The line is blank.'),
      '{"of":2,"length":1}\n',
      '{"id":4,"error":{"code":"body-invalid","detail":"/text must be a string."}}\n',
    ]);
    expect(isGood).toBe(false);
  });
});

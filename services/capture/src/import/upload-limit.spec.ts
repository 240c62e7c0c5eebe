import { Readable } from 'node:stream';
import { chunksOf } from './upload.js';

const LARGEST = 5;

async function readOf(text: string): Promise<string[]> {
  const read: string[] = [];
  const body = Readable.from([...text].map(one => Buffer.from(one)));
  for await (const chunk of chunksOf(body, { largest: LARGEST, size: 2 })) read.push(chunk.toString());
  return read;
}

describe('a file', () => {
  it('of the largest size is read to its end', async () => expect(await readOf('12345')).toEqual(['12', '34', '5']));

  it('of one byte more is refused', () => expect(readOf('123456')).rejects.toMatchObject({ code: 'import-too-large' }));
});

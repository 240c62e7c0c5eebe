import { PassThrough, Writable } from 'node:stream';
import { Output } from './output.js';

describe('output', () => {
  it('waits until a full buffer is drained', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const output = new Output(stream);
    let isDone = false;
    const writing = output.write('12345').then(() => (isDone = true));
    await new Promise(setImmediate);
    expect(isDone).toBe(false);
    stream.resume();
    await writing;
    expect(await output.write('6')).toBe(true);
  });

  it('tells when nobody reads any more', async () => {
    const stream = broken('EPIPE');
    const output = new Output(stream);
    await output.write('a');
    await new Promise(setImmediate);
    expect(await output.write('b')).toBe(false);
  });

  it.each([
    ['EPIPE', null],
    ['ENOSPC', 'ENOSPC'],
  ])('tells at its end what was not written past it, but not that nobody read it (%s)', async (code, expected) => {
    const stream = broken(code);
    const output = new Output(stream);
    stream.write('a');
    expect((await output.end())?.message ?? null).toBe(expected);
    expect(await output.write('b')).toBe(false);
  });
});

const broken = (code: string): Writable =>
  new Writable({ write: (_, __, done) => done(Object.assign(new Error(code), { code })) });

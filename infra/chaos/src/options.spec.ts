import { readOptions } from './options.js';

describe('the options', () => {
  it('choose a seed, a minute and PostgreSQL where nothing is said', () => {
    expect(readOptions([])).toEqual({
      kind: 'random',
      seed: expect.any(Number) as number,
      seconds: 60,
      transport: 'postgres',
      rate: 100,
      everyMs: 2_500,
    });
  });

  it('are taken as they are said', () => {
    const said = ['--seed', '7', '--seconds', '1200', '--transport', 'kafka', '--rate', '400', '--every', '3000'];
    expect(readOptions(said)).toEqual({
      kind: 'random',
      seed: 7,
      seconds: 1_200,
      transport: 'kafka',
      rate: 400,
      everyMs: 3_000,
    });
    expect(readOptions(['--transport', 'kafka'])).toMatchObject({ everyMs: 4_000 });
  });

  it.each([
    [['--seed', 'x'], '--seed is a number'],
    [['--rate', '0'], '--rate is a number'],
    [['--transport', 'nats'], '--transport is postgres or kafka'],
  ])('%j are refused', (said, fault) => {
    expect(readOptions(said)).toEqual({ kind: 'usage', fault });
  });
});

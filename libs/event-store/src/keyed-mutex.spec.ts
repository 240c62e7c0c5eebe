import { keyedMutex } from './keyed-mutex.js';

const letGo = () => new Promise(resolve => setTimeout(resolve, 1));

describe('a keyed mutex', () => {
  it('runs work of one key in order, one after the other, and work of other keys beside it', async () => {
    const inTurn = keyedMutex();
    const said: string[] = [];
    const work = (name: string) => async () => {
      said.push(`${name} begins`);
      await letGo();
      said.push(`${name} ends`);
    };
    await Promise.all([inTurn('a', work('a1')), inTurn('a', work('a2')), inTurn('b', work('b1'))]);
    expect(said.indexOf('a2 begins')).toBeGreaterThan(said.indexOf('a1 ends'));
    expect(said.indexOf('b1 begins')).toBeLessThan(said.indexOf('a1 ends'));
  });

  it('goes on after work that failed', async () => {
    const inTurn = keyedMutex();
    const failing = inTurn('a', () => Promise.reject(new Error('a fault')));
    const next = inTurn('a', () => Promise.resolve('done'));
    await expect(failing).rejects.toThrow('a fault');
    expect(await next).toBe('done');
  });
});

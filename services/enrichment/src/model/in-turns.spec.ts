import { inTurns } from './in-turns.js';

function* busy(steps: number): Generator<void, number> {
  for (let step = 0; step < steps; step++) {
    const until = performance.now() + 2;
    while (performance.now() < until);
    yield;
  }
  return steps;
}

describe('a long computation in turns', () => {
  it('comes to its result', async () => expect(await inTurns(busy(3))).toBe(3));

  it('lets others work between its steps, a second one beside it or not', async () => {
    let beats = 0;
    const heart = setInterval(() => beats++, 1);
    const from = performance.now();
    await Promise.all([inTurns(busy(50)), inTurns(busy(50))]);
    const slices = (performance.now() - from) / 10;
    clearInterval(heart);
    expect(beats).toBeGreaterThan(slices / 2);
  });

  it('fails as its step fails', async () => {
    const failing = (function* (): Generator<void, never> {
      yield;
      throw new Error('broken');
    })();
    await expect(inTurns(failing)).rejects.toThrow('broken');
  });
});

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
    let steps = 0;
    let most = 0;
    const counted = function* (): Generator<void, number> {
      for (const step of busy(50)) {
        most = Math.max(most, ++steps);
        yield step;
      }
      return most;
    };
    const beat = (): void => {
      steps = 0;
      heart = setImmediate(beat);
    };
    let heart = setImmediate(beat);
    await Promise.all([inTurns(counted()), inTurns(counted())]);
    clearImmediate(heart);
    // Of a slice of 8 ms, a step that takes 2 has five; each of the two may have had one.
    expect(most).toBeLessThanOrEqual(10);
  });

  it('fails as its step fails', async () => {
    const failing = (function* (): Generator<void, never> {
      yield;
      throw new Error('broken');
    })();
    await expect(inTurns(failing)).rejects.toThrow('broken');
  });
});

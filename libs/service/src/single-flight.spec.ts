import { freshSingleFlight } from './single-flight.js';

interface Look {
  end: () => void;
  fail: (error: Error) => void;
}

describe('a fresh single flight', () => {
  let looks: Look[];
  let ask: () => Promise<number>;

  beforeEach(() => {
    looks = [];
    ask = freshSingleFlight(
      () =>
        new Promise<number>((resolve, reject) => {
          const nth = looks.length;
          looks.push({ end: () => resolve(nth), fail: reject });
        }),
    );
  });
  const turn = () => new Promise(resolve => setImmediate(resolve));

  it('runs once at a time, and gives each caller a result that was computed after it asked', async () => {
    const first = ask();
    await turn();
    const others = [ask(), ask(), ask()];
    await turn();
    expect(looks).toHaveLength(1);
    looks[0]!.end();
    await turn();
    expect(looks).toHaveLength(2);
    const late = ask();
    looks[1]!.end();
    await turn();
    looks[2]!.end();
    expect(await Promise.all([first, ...others, late])).toEqual([0, 1, 1, 1, 2]);
  });

  it('runs anew after it failed', async () => {
    const first = ask();
    await turn();
    const second = ask();
    looks[0]!.fail(new Error('the database is gone'));
    await expect(first).rejects.toThrow('the database is gone');
    await turn();
    looks[1]!.end();
    expect(await second).toBe(1);
  });
});

import { PendingAnswers } from './pending-answers.js';

const busy = expect.objectContaining({ code: 'clusters-busy', status: 503, retryAfterS: 2 }) as unknown;

/** Answers that are pending until `end`. */
function waiting() {
  const answers = new PendingAnswers<number>();
  const come: (() => void)[] = [];
  const ask = (tenantId: string, question = 'first page') =>
    answers.of(tenantId, question, () => new Promise(resolve => come.push(() => resolve(come.length))));
  return { answers, ask, come, end: () => come.forEach(done => done()) };
}

describe('pending answers', () => {
  it('are shared by all who ask the same for a tenant, and made again afterwards', async () => {
    const { ask, come, end } = waiting();
    const asked = [ask('demo'), ask('demo'), ask('globex'), ask('demo', 'second page')];
    expect(come).toHaveLength(3);
    end();
    await Promise.all(asked);
    void ask('demo');
    expect(come).toHaveLength(4);
  });

  it('are two for a tenant and eight in all: more are refused', async () => {
    const { ask, end } = waiting();
    const two = ['first', 'second'].map(page => ask('demo', page));
    await expect(ask('demo', 'third')).rejects.toEqual(busy);
    const others = ['a', 'b', 'c', 'd', 'e', 'f'].map(tenantId => ask(tenantId));
    await expect(ask('globex')).rejects.toEqual(busy);
    end();
    await Promise.all([...two, ...others]);
    const again = ask('demo', 'third');
    end();
    expect(await again).toBe(9);
  });

  it('are made again after they failed', async () => {
    const { answers, ask, end } = waiting();
    await expect(answers.of('demo', 'first page', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    const again = ask('demo');
    end();
    expect(await again).toBe(1);
  });
});

import { setImmediate as turn, setTimeout as rest } from 'node:timers/promises';
import { batched } from './batched.js';

/** Answers on command, and tells what it was asked. */
function slow(lingerMs = 0) {
  const asked: number[][] = [];
  const answers: (() => void)[] = [];
  const ask = batched<number, string>(inputs => {
    asked.push(inputs);
    return new Promise((resolve, reject) =>
      answers.push(() => (inputs.includes(13) ? reject(new Error('unlucky')) : resolve(inputs.map(String)))),
    );
  }, lingerMs);
  const answer = async () => {
    answers.shift()!();
    await rest(20);
  };
  return { ask, asked, answer };
}

it('after a call that was shared, what comes a moment later shares the next', async () => {
  const { ask, asked, answer } = slow(200);
  const first = Promise.all([1, 2].map(ask));
  await turn();
  await answer();
  await first;
  const later = [ask(3)];
  await turn();
  later.push(ask(4));
  await rest(400);
  await answer();
  expect(await Promise.all(later)).toEqual(['3', '4']);
  expect(asked).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

it('what comes in one turn goes together, and what comes while it runs in the next, each with its own answer', async () => {
  const { ask, asked, answer } = slow();
  const first = [1, 2].map(ask);
  await turn();
  const later = [3, 4, 5].map(ask);
  await answer();
  await answer();
  expect(await Promise.all([...first, ...later])).toEqual(['1', '2', '3', '4', '5']);
  expect(asked).toEqual([
    [1, 2],
    [3, 4, 5],
  ]);
});

it('a call that fails fails for those who shared it, and not for those after them', async () => {
  const { ask, answer } = slow();
  const first = Promise.allSettled([13, 1].map(ask));
  await turn();
  const later = Promise.allSettled([2].map(ask));
  await answer();
  await answer();
  const replies = [...(await first), ...(await later)];
  expect(replies.map(reply => reply.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
});

it('takes at most 500 at once', async () => {
  const { ask, asked, answer } = slow();
  const replies = Promise.all(Array.from({ length: 502 }, (_, index) => ask(index + 20)));
  await turn();
  for (let calls = 0; calls < 2; calls += 1) await answer();
  await replies;
  expect(asked.map(inputs => inputs.length)).toEqual([500, 2]);
});

import type { DomainEvent } from '@ckm/contracts';
import type { Decider } from './decider.js';
import { Rejection } from './rejection.js';

/** Rules as sentences: `given(item, captured, withdrawn).when(withdraw).thenRejected('item-withdrawn')`. */
export const given = <C, S, E extends DomainEvent>(decider: Decider<C, S, E>, ...history: E[]) => ({
  when(command: C) {
    const decide = (): E[] =>
      decider.decide(
        command,
        history.reduce((state, event) => decider.evolve(state, event), decider.initialState),
      );
    return {
      /** What happens; nothing at all when it is already so. */
      then: (...events: E[]): void => same(decide(), events),
      thenRejected: (slug: string): void => {
        const said = rejectionOf(decide);
        if (said !== slug) throw new Error(`expected the rejection ${slug}, got ${said}`);
      },
    };
  },
});

function rejectionOf(decide: () => unknown): string {
  try {
    return `the events ${JSON.stringify(decide())}`;
  } catch (error) {
    if (error instanceof Rejection) return error.slug;
    throw error;
  }
}

function same(actual: unknown, expected: unknown): void {
  const [is, was] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (is !== was) throw new Error(`expected ${was}\ngot ${is}`);
}

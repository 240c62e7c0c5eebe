import type { DomainEvent } from '@ckm/contracts';
import type { Decider } from './decider.js';
import { inOrder } from './in-order.js';
import { Rejection } from './rejection.js';

/**
 * A decider's rules as sentences, for tests: `given(item, captured, withdrawn).when(withdraw).thenRejected('item-withdrawn')`. Both
 * endings throw when something else happens.
 */
export const given = <C, S, E extends DomainEvent>(decider: Decider<C, S, E>, ...history: E[]) => ({
  when(command: C) {
    const decide = (): E[] =>
      decider.decide(
        command,
        history.reduce((state, event) => decider.evolve(state, event), decider.initialState),
      );
    return {
      /** Exactly these events happen; none means that everything is already so. */
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
  const [is, should] = [written(actual), written(expected)];
  if (is !== should) throw new Error(`expected ${should}\ngot ${is}`);
}

/** As JSON with members in the order of their names, so that their order does not matter. */
const written = (events: unknown): string =>
  JSON.stringify(events, (_, value: unknown) => (isRecord(value) ? inOrder(value) : value), 2);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

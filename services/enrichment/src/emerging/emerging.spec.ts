import { background, daily, START } from '../fixture/mentions.js';
import { type Alert, emergingIn, type Mention } from './emerging.js';
import { DAY } from './surveillance.js';

const dayOf = ({ at }: Alert): number => (at - START) / DAY;

it('a theme at a steady rate does not emerge', () => expect(emergingIn(background)).toEqual([]));

it('a burst gives one alert, within two days', () => {
  const alerts = emergingIn([...background, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })]);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({ theme: 'battery' });
  expect(dayOf(alerts[0]!)).toBeGreaterThan(40);
  expect(dayOf(alerts[0]!)).toBeLessThan(42);
  expect(alerts[0]!.base).toBeCloseTo(3, 0);
  expect(alerts[0]!.observed).toBe(alerts[0]!.customers);
});

it('a second burst after a quiet time gives a second alert', () => {
  const bursts = [20, 55].flatMap(from => daily('battery', 9, { from, to: from + 3 }));
  const alerts = emergingIn([...background, ...daily('battery', 0.5), ...bursts]);
  expect(alerts.map(dayOf).map(Math.floor)).toEqual([20, 55]);
});

it('a new theme emerges with its fourth mention', () => {
  const alerts = emergingIn([...background, ...daily('recall', 4, { from: 40, to: 41 })]);
  expect(alerts).toMatchObject([{ theme: 'recall', base: 0, observed: 4, customers: 4 }]);
  expect(emergingIn([...background, ...daily('recall', 3, { from: 40, to: 41 })])).toEqual([]);
});

it('a theme that one customer alone mentions does not emerge', () => {
  const burst = daily('battery', 12, { from: 40, to: 43 });
  const by = (customers: number): Mention[] =>
    burst.map((mention, nth) => ({ ...mention, customer: `c-${nth % customers}` }));
  expect(emergingIn([...background, ...by(1)])).toEqual([]);
  expect(emergingIn([...background, ...by(2)])).toMatchObject([{ theme: 'battery', customers: 2 }]);
});

it('a rise of the whole volume makes no theme emerge', () => {
  const more = background.flatMap(mention =>
    mention.at < START + 40 * DAY ? [mention] : Array<Mention>(4).fill(mention),
  );
  expect(emergingIn(more)).toEqual([]);
});

it('a theme without others beside it is compared by days', () => {
  const alone = [...daily('battery', 2), ...daily('battery', 20, { from: 40, to: 43 })];
  expect(emergingIn(alone)).toMatchObject([{ theme: 'battery' }]);
});

it('nothing emerges in the first ten days of a stream, when everything is new', () =>
  expect(emergingIn(daily('recall', 20, { from: 0, to: 9 }))).toEqual([]));

it('the order of the mentions makes no difference', () => {
  const mentions = [
    ...background,
    ...daily('battery', 9, { from: 40, to: 47 }),
    ...daily('lid', 9, { from: 30, to: 33 }),
  ];
  const alerts = emergingIn(mentions);
  expect(emergingIn(mentions.toReversed())).toEqual(alerts);
  expect(alerts.map(({ theme }) => theme)).toEqual(['lid', 'battery']);
});

it('a silence of years takes no time to compute, and no mentions give no alerts', () => {
  const late = { at: Date.UTC(9_999, 0, 1), theme: 'battery', customer: 'c-1' };
  expect(emergingIn([...background, late])).toEqual([]);
  expect(emergingIn([])).toEqual([]);
});

it('a stream begins anew after a silence, so that a stray early date gives it no baseline', () => {
  const astray = { at: 0, theme: 'delivery', customer: 'c-1' };
  const stream = [...daily('delivery', 4), ...daily('recall', 4, { from: 5, to: 8 })];
  expect(emergingIn([...stream, astray])).toEqual(emergingIn(stream));
  const again = stream.map(mention => ({ ...mention, at: mention.at + 130 * DAY }));
  expect(emergingIn([...background, ...again])).toEqual(emergingIn(again));
});

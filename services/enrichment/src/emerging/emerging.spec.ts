import { type Alert, emergingIn, type Mention } from './emerging.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2);

/** So many mentions each day from one day to another, spread over the day, each by another customer. */
const daily = (theme: string, perDay: number, { from = 0, to = 60 } = {}): Mention[] =>
  Array.from({ length: Math.round((to - from) * perDay) }, (_, nth) => ({
    at: START + (from + nth / perDay) * DAY,
    theme,
    customer: `${theme}-${nth}`,
  }));
const others = [...daily('delivery', 10), ...daily('price', 6), ...daily('opening hours', 2)];
const dayOf = ({ at }: Alert): number => (at - START) / DAY;

it('what was always said is no news', () => expect(emergingIn(others)).toEqual([]));

it('a theme that is said more often is told once while it lasts, within two days', () => {
  const alerts = emergingIn([...others, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })]);
  expect(alerts).toHaveLength(1);
  expect(alerts[0]).toMatchObject({ theme: 'battery' });
  expect(dayOf(alerts[0]!)).toBeGreaterThan(40);
  expect(dayOf(alerts[0]!)).toBeLessThan(42);
  expect(alerts[0]!.base).toBeCloseTo(3, 0);
  expect(alerts[0]!.observed).toBe(alerts[0]!.customers);
});

it('a theme that comes again is told again', () => {
  const bursts = [20, 55].flatMap(from => daily('battery', 9, { from, to: from + 3 }));
  const alerts = emergingIn([...others, ...daily('battery', 0.5), ...bursts]);
  expect(alerts.map(dayOf).map(Math.floor)).toEqual([20, 55]);
});

it('a new theme is told from four mentions on', () => {
  const alerts = emergingIn([...others, ...daily('recall', 4, { from: 40, to: 41 })]);
  expect(alerts).toMatchObject([{ theme: 'recall', base: 0, observed: 4, customers: 4 }]);
  expect(emergingIn([...others, ...daily('recall', 3, { from: 40, to: 41 })])).toEqual([]);
});

it('one customer alone makes no theme', () => {
  const burst = daily('battery', 12, { from: 40, to: 43 });
  const by = (customers: number): Mention[] =>
    burst.map((mention, nth) => ({ ...mention, customer: `c-${nth % customers}` }));
  expect(emergingIn([...others, ...by(1)])).toEqual([]);
  expect(emergingIn([...others, ...by(2)])).toMatchObject([{ theme: 'battery', customers: 2 }]);
});

it('more of everything is no theme', () => {
  const more = others.flatMap(mention => (mention.at < START + 40 * DAY ? [mention] : Array<Mention>(4).fill(mention)));
  expect(emergingIn(more)).toEqual([]);
});

it('a theme that is alone is compared by days', () => {
  const alone = [...daily('battery', 2), ...daily('battery', 20, { from: 40, to: 43 })];
  expect(emergingIn(alone)).toMatchObject([{ theme: 'battery' }]);
});

it('in the first ten days nothing is new, for everything is', () =>
  expect(emergingIn(daily('recall', 20, { from: 0, to: 9 }))).toEqual([]));

it('the order in which mentions come makes no difference', () => {
  const mentions = [...others, ...daily('battery', 9, { from: 40, to: 47 }), ...daily('lid', 9, { from: 30, to: 33 })];
  const alerts = emergingIn(mentions);
  expect(emergingIn(mentions.toReversed())).toEqual(alerts);
  expect(alerts.map(({ theme }) => theme)).toEqual(['lid', 'battery']);
});

it('a silence of years takes no time', () => {
  const late = { at: Date.UTC(9_999, 0, 1), theme: 'battery', customer: 'c-1' };
  expect(emergingIn([...others, late])).toEqual([]);
  expect(emergingIn([])).toEqual([]);
});

it('a date that went astray makes no stream old: behind a silence everything is new again', () => {
  const astray = { at: 0, theme: 'delivery', customer: 'c-1' };
  const stream = [...daily('delivery', 4), ...daily('recall', 4, { from: 5, to: 8 })];
  expect(emergingIn([...stream, astray])).toEqual(emergingIn(stream));
  const again = stream.map(mention => ({ ...mention, at: mention.at + 100 * DAY }));
  expect(emergingIn([...others, ...again])).toEqual(emergingIn(again));
});

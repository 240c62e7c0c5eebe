import { emergingIn, type Mention } from './emerging.js';
import { DAY, STEP } from './judge.js';
import { lastingAt as lastingSteps, type Tally } from './lasting.js';

const lastingAt = (...of: Parameters<typeof lastingSteps>) => {
  const steps = lastingSteps(...of);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};
const START = Date.UTC(2026, 2, 2);

/** So many mentions each day from one day to another, spread over the day, each by another customer. */
const daily = (theme: string, perDay: number, { from = 0, to = 90 } = {}): Mention[] =>
  Array.from({ length: Math.round((to - from) * perDay) }, (_, nth) => ({
    at: START + (from + nth / perDay) * DAY,
    theme,
    customer: `${theme}-${nth}`,
  }));
const others = [...daily('delivery', 10), ...daily('price', 6), ...daily('opening hours', 2)];

function talliesOf(mentions: Mention[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { theme, at, customer } of mentions) {
    const step = Math.floor(at / STEP);
    const { mentions = 0, first = customer } = tallies.get(`${step} ${theme}`) ?? {};
    tallies.set(`${step} ${theme}`, { theme, step, mentions: mentions + 1, first, last: customer });
  }
  return [...tallies.values()];
}

/** As it is known at the end of that day. */
const on = (day: number, mentions: Mention[]) => {
  const end = (START + day * DAY) / STEP;
  const known = talliesOf(mentions).filter(({ step }) => step < end);
  return lastingAt(known, end).map(({ since, ...one }) => ({ ...one, since: (since - START) / DAY }));
};

it('what was always said does not last: it is no news', () => expect(on(60, others)).toEqual([]));

it('a theme that comes up is told for as long as that lasts, since the same moment, and no longer', () => {
  const burst = [...others, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })];
  const told = [39, 42, 44, 47, 49, 60].map(day => on(day, burst));
  expect(told.map(({ length }) => length)).toEqual([0, 1, 1, 1, 1, 0]);
  const [, first, ...later] = told.map(([one]) => one);
  expect(first).toMatchObject({ theme: 'battery', observed: 21 });
  expect(first!.base).toBeCloseTo(3, 0);
  for (const one of later.slice(0, 3)) expect(one!.since).toBe(first!.since);
  expect(later[0]!.observed).toBeGreaterThan(first!.observed);
});

it('a theme that comes up again is told since then', () => {
  const bursts = [20, 55].flatMap(from => daily('battery', 9, { from, to: from + 3 }));
  const told = on(58, [...others, ...daily('battery', 0.5), ...bursts]);
  expect(told).toHaveLength(1);
  expect(told[0]!.since).toBeGreaterThan(55);
  expect(told[0]!.since).toBeLessThanOrEqual(56);
});

it('a new theme is told from four mentions of two customers on', () => {
  const recall = (perDay: number) => daily('recall', perDay, { from: 40, to: 41 });
  expect(on(41, [...others, ...recall(4)])).toMatchObject([{ theme: 'recall', base: 0, observed: 4 }]);
  expect(on(41, [...others, ...recall(3)])).toEqual([]);
  expect(on(41, [...others, ...recall(4).map(mention => ({ ...mention, customer: 'c-1' }))])).toEqual([]);
});

it('two customers are two within one step, too', () => {
  const at = START + 40 * DAY;
  const by = (...customers: string[]) => customers.map(customer => ({ at, theme: 'recall', customer }));
  expect(on(41, [...others, ...by('c-1', 'c-1', 'c-1', 'c-2')])).toHaveLength(1);
  expect(on(41, [...others, ...by('c-1', 'c-1', 'c-1', 'c-1')])).toEqual([]);
});

it('it comes up when the stream is told so, within a step', () => {
  const stream = [...others, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })];
  const [alert] = emergingIn(stream);
  expect(Math.abs(on(45, stream)[0]!.since - (alert!.at - START) / DAY)).toBeLessThanOrEqual(STEP / DAY);
});

it('in the first ten days nothing is new, for everything is; and nothing is told of nothing', () => {
  expect(on(9, [...others, ...daily('recall', 20, { from: 6, to: 9 })])).toEqual([]);
  expect(lastingAt([], 80_000)).toEqual([]);
});

it('a date that went astray makes no stream old: behind a silence everything is new again', () => {
  const stream = [...daily('delivery', 4), ...daily('recall', 4, { from: 5, to: 8 })];
  const told = [8, 9, 12].map(day => on(day, stream));
  for (const before of [
    { at: 0, theme: 'delivery', customer: 'c-1' },
    { at: START - 31 * DAY, theme: 'recall', customer: 'c-1' },
  ])
    expect([8, 9, 12].map(day => on(day, [...stream, before]))).toEqual(told);
});

it('the order in which tallies come makes no difference', () => {
  const tallies = talliesOf([...others, ...daily('battery', 9, { from: 40, to: 47 })]);
  const end = (START + 90 * DAY) / STEP - 43 * 4;
  expect(lastingAt(tallies.toReversed(), end)).toEqual(lastingAt(tallies, end));
  expect(lastingAt(tallies, end)).toHaveLength(1);
});

it('others may work while the tallies are taken up, and between two moments that are judged', () => {
  const end = START / STEP;
  const tallies = Array.from({ length: 2_500 }, (_, nth) => ({
    ...{ theme: `theme ${nth % 50}`, step: end - 50 + Math.floor(nth / 50), mentions: 1, first: 'c-1', last: 'c-1' },
  }));
  // Ten days are 40 steps: eleven moments are left.
  expect([...lastingSteps(tallies, end)]).toHaveLength(2 + 11);
});

import { background, daily, START } from '../fixture/mentions.js';
import { currentAlerts, type Tally } from './current-alerts.js';
import { emergingIn, type Mention } from './emerging.js';
import { DAY, STEP } from './surveillance.js';

const alertsAt = (...of: Parameters<typeof currentAlerts>) => {
  const turns = currentAlerts(...of);
  for (;;) {
    const turn = turns.next();
    if (turn.done) return turn.value;
  }
};

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
  return alertsAt(known, end).map(({ since, ...one }) => ({ ...one, since: (since - START) / DAY }));
};

it('a theme at a steady rate has no alert', () => expect(on(60, background)).toEqual([]));

it('the alert of a burst is open while the burst lasts, since one and the same moment', () => {
  const burst = [...background, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })];
  const told = [39, 42, 44, 47, 49, 60].map(day => on(day, burst));
  expect(told.map(({ length }) => length)).toEqual([0, 1, 1, 1, 1, 0]);
  const [, first, ...later] = told.map(([one]) => one);
  expect(first).toMatchObject({ theme: 'battery', observed: 21 });
  expect(first!.base).toBeCloseTo(3, 0);
  for (const one of later.slice(0, 3)) expect(one!.since).toBe(first!.since);
  expect(later[0]!.observed).toBeGreaterThan(first!.observed);
});

it('a second burst has an alert of its own', () => {
  const bursts = [20, 55].flatMap(from => daily('battery', 9, { from, to: from + 3 }));
  const told = on(58, [...background, ...daily('battery', 0.5), ...bursts]);
  expect(told).toHaveLength(1);
  expect(told[0]!.since).toBeGreaterThan(55);
  expect(told[0]!.since).toBeLessThanOrEqual(56);
});

it('a new theme has an alert from four mentions by two customers on', () => {
  const recall = (perDay: number) => daily('recall', perDay, { from: 40, to: 41 });
  expect(on(41, [...background, ...recall(4)])).toMatchObject([{ theme: 'recall', base: 0, observed: 4 }]);
  expect(on(41, [...background, ...recall(3)])).toEqual([]);
  expect(on(41, [...background, ...recall(4).map(mention => ({ ...mention, customer: 'c-1' }))])).toEqual([]);
});

it('two customers count as two even within one step', () => {
  const at = START + 40 * DAY;
  const by = (...customers: string[]) => customers.map(customer => ({ at, theme: 'recall', customer }));
  expect(on(41, [...background, ...by('c-1', 'c-1', 'c-1', 'c-2')])).toHaveLength(1);
  expect(on(41, [...background, ...by('c-1', 'c-1', 'c-1', 'c-1')])).toEqual([]);
});

it('an alert is open since the moment at which the stream gives it, give or take a step', () => {
  const stream = [...background, ...daily('battery', 1), ...daily('battery', 9, { from: 40, to: 47 })];
  const [alert] = emergingIn(stream);
  expect(Math.abs(on(45, stream)[0]!.since - (alert!.at - START) / DAY)).toBeLessThanOrEqual(STEP / DAY);
});

it('there is no alert in the first ten days of a stream, nor without mentions', () => {
  expect(on(9, [...background, ...daily('recall', 20, { from: 6, to: 9 })])).toEqual([]);
  expect(alertsAt([], 80_000)).toEqual([]);
});

it('a stream begins anew after a silence, so that a stray early date gives it no baseline', () => {
  const stream = [...daily('delivery', 4), ...daily('recall', 4, { from: 5, to: 8 })];
  const told = [8, 9, 12].map(day => on(day, stream));
  for (const before of [
    { at: 0, theme: 'delivery', customer: 'c-1' },
    { at: START - 31 * DAY, theme: 'recall', customer: 'c-1' },
  ])
    expect([8, 9, 12].map(day => on(day, [...stream, before]))).toEqual(told);
});

it('the order of the tallies makes no difference', () => {
  const tallies = talliesOf([...background, ...daily('battery', 9, { from: 40, to: 47 })]);
  const end = (START + 90 * DAY) / STEP - 43 * 4;
  expect(alertsAt(tallies.toReversed(), end)).toEqual(alertsAt(tallies, end));
  expect(alertsAt(tallies, end)).toHaveLength(1);
});

it('yields while it adds tallies, and between two tests', () => {
  const end = START / STEP;
  const tallies = Array.from({ length: 2_500 }, (_, nth) => ({
    ...{ theme: `theme ${nth % 50}`, step: end - 50 + Math.floor(nth / 50), mentions: 1, first: 'c-1', last: 'c-1' },
  }));
  // Of 51 moments the first ten days, 40 steps, have no test.
  expect([...currentAlerts(tallies, end)]).toHaveLength(2 + 11);
});

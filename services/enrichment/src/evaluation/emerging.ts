import { type Alert, emergingIn, type Mention } from '../emerging/emerging.js';
import type { Measurement } from './measurement.js';
import { samplerOf, type Sampler } from './sampler.js';

/** The ground truth of a theme. */
interface Truth {
  theme: string;
  /** Items a day, before weekly rhythm and drift. */
  rate: number;
  /** The rate is multiplied by `times` from day `from` to day `to`; null for no burst. */
  burst: { times: number; from: number; to: number } | null;
  /** The first day on which it is mentioned. */
  born: number;
}

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const DAYS = 120;
const QUIET_DAYS = 40;
const BURST_DAYS = 7;
const CUSTOMERS = 5_000;
const WEEK = [1.2, 1.15, 1.1, 1.1, 1, 0.5, 0.4];
const THEMES = { null: 40, '×3': 5, '×5': 5, '×10': 5, new: 5 };
const IN_TIME_DAYS = 2;

/** Precision and recall on random streams of 120 days: a weekly rhythm, a volume that drifts and doubles, themes that burst, begin, or do neither. */
export function evaluateEmerging({ seed, streams = 20 }: { seed: number; streams?: number }): Measurement[] {
  const sampler = samplerOf(seed);
  const outcomes = Array.from({ length: streams }, () => outcomeOf(sampler));
  const alerts = outcomes.flatMap(({ alerts }) => alerts);
  const right = alerts.filter(({ isRight }) => isRight).length;
  const kinds = ['×3', '×5', '×10', 'new'] as const;
  const found = kinds.map(kind => outcomes.flatMap(({ delays }) => delays.filter(one => one.kind === kind)));
  const delays = found.flat().flatMap(({ days }) => days ?? []);
  return [
    {
      what: 'emerging: precision',
      where: null,
      value: right / alerts.length,
      count: alerts.length,
      aim: 0.97,
      floor: 0.92,
    },
    ...kinds.map((kind, nth) =>
      recallOf(
        kind,
        found[nth]!.map(({ days }) => days),
      ),
    ),
    {
      what: 'emerging: mean days to the alert',
      where: null,
      value: mean(delays),
      count: delays.length,
      aim: 2,
      floor: 2,
    },
    {
      ...{ what: 'emerging: known within 2 days, of those found', where: null, aim: null, floor: null },
      ...{ value: mean(delays.map(days => Number(days <= IN_TIME_DAYS))), count: delays.length },
    },
  ];
}

function recallOf(kind: '×3' | '×5' | '×10' | 'new', days: (number | null)[]): Measurement {
  const aims = { '×3': [null, null], '×5': [0.9, 0.8], '×10': [1, 0.95], new: [1, 0.95] } as const;
  const [aim, floor] = aims[kind];
  const value = days.filter(one => one !== null).length / days.length;
  return { what: 'emerging: recall', where: kind, value, count: days.length, aim, floor };
}

const mean = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0) / numbers.length;

interface Outcome {
  alerts: { alert: Alert; isRight: boolean }[];
  /** From the beginning to the first alert; null where there was none. */
  delays: { kind: string; days: number | null }[];
}

function outcomeOf(sampler: Sampler): Outcome {
  const truths = Object.entries(THEMES).flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, nth) => truthOf(kind, nth, sampler)),
  );
  const alerts = emergingIn(streamOf(truths, sampler));
  const during = ({ theme, at }: Alert): boolean => {
    const { from, to } = happeningOf(truths.find(one => one.theme === theme)!);
    return dayOf(at) >= from && dayOf(at) <= to;
  };
  const happenings = truths.filter(({ burst, born }) => burst !== null || born > 0);
  return {
    alerts: alerts.map(alert => ({ alert, isRight: during(alert) })),
    delays: happenings.map(truth => {
      const first = alerts.find(alert => alert.theme === truth.theme && during(alert));
      const days = first ? dayOf(first.at) - happeningOf(truth).from : null;
      return { kind: truth.theme.split(' ')[0]!, days };
    }),
  };
}

/** The days on which an alert is right: two more than the burst, while it is in the window. A theme is new for four weeks. */
function happeningOf({ burst, born }: Truth): { from: number; to: number } {
  if (burst) return { from: burst.from, to: burst.to + 2 };
  return born > 0 ? { from: born, to: born + 28 } : { from: Infinity, to: -Infinity };
}

const dayOf = (at: number): number => (at - START) / DAY;

function truthOf(kind: string, nth: number, sampler: Sampler): Truth {
  const rate = 0.5 * 40 ** sampler.next();
  const from = QUIET_DAYS + sampler.below(DAYS - QUIET_DAYS - BURST_DAYS);
  const burst = kind.startsWith('×') ? { times: Number(kind.slice(1)), from, to: from + BURST_DAYS } : null;
  return {
    theme: `${kind} ${nth}`,
    rate: kind === 'new' ? 2 + 4 * sampler.next() : rate,
    burst,
    born: kind === 'new' ? from : 0,
  };
}

function streamOf(truths: Truth[], sampler: Sampler): Mention[] {
  const mentions: Mention[] = [];
  const doubled = QUIET_DAYS + sampler.below(DAYS - QUIET_DAYS);
  let drift = 1;
  for (let day = 0; day < DAYS; day++) {
    drift *= Math.exp(0.06 * (sampler.next() - 0.5));
    const volume = drift * WEEK[day % 7]! * (day >= doubled ? 2 : 1);
    for (const truth of truths) {
      const count = sampler.poisson(volume * rateAt(truth, day));
      for (let nth = 0; nth < count; nth++)
        mentions.push({
          at: START + (day + sampler.next()) * DAY,
          theme: truth.theme,
          customer: `c-${sampler.below(CUSTOMERS)}`,
        });
    }
  }
  return mentions;
}

function rateAt({ rate, burst, born }: Truth, day: number): number {
  if (day < born) return 0;
  return burst && day >= burst.from && day < burst.to ? rate * burst.times : rate;
}

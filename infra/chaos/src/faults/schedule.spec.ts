import { type Act, placeOf, type Plan, scheduleOf } from './schedule.js';

const PLAN: Plan = { seed: 4711, seconds: 600, transport: 'kafka', everyMs: 1_000 };

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(scheduleOf(PLAN)).toEqual(scheduleOf(PLAN));
    expect(scheduleOf({ ...PLAN, seed: 4712 })).not.toEqual(scheduleOf(PLAN));
  });

  it('holds every kind of fault, in the order of time, within its seconds', () => {
    const acts = scheduleOf(PLAN);
    expect(new Set(acts.map(({ kind }) => kind))).toEqual(
      new Set(['kill', 'backends', 'freeze', 'cut', 'slow', 'hole', 'postgres', 'kafka']),
    );
    expect(acts.map(({ atMs }) => atMs)).toEqual(acts.map(({ atMs }) => atMs).sort((one, other) => one - other));
    expect(acts.at(-1)!.atMs).toBeLessThan(600_000);
    expect(acts.length).toBeGreaterThan(300);
  });

  it('hits nothing that an earlier fault still holds', () => {
    const until = new Map<string, number>();
    const clash = (act: Act): boolean => {
      const before = until.get(placeOf(act)) ?? 0;
      until.set(placeOf(act), act.atMs + ('forMs' in act ? act.forMs : 0));
      return before > act.atMs;
    };
    expect(scheduleOf(PLAN).filter(clash)).toEqual([]);
  });

  it('leaves the broker alone where there is none', () => {
    const acts = scheduleOf({ ...PLAN, transport: 'postgres' });
    expect(acts.filter(act => act.kind === 'kafka' || ('link' in act && act.link === 'broker'))).toEqual([]);
  });
});

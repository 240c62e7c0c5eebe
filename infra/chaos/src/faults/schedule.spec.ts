import { type TimedFault, placeOf, type Plan, scheduleOf } from './schedule.js';

const PLAN: Plan = { seed: 4711, seconds: 600, transport: 'kafka', everyMs: 1_000 };

describe('a schedule', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(scheduleOf(PLAN)).toEqual(scheduleOf(PLAN));
    expect(scheduleOf({ ...PLAN, seed: 4712 })).not.toEqual(scheduleOf(PLAN));
  });

  it('holds every kind of fault, in the order of time, within its seconds', () => {
    const faults = scheduleOf(PLAN);
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(
      new Set(['kill', 'backends', 'freeze', 'cut', 'slow', 'hole', 'postgres', 'kafka']),
    );
    expect(faults.map(({ atMs }) => atMs)).toEqual(faults.map(({ atMs }) => atMs).sort((one, other) => one - other));
    expect(faults.at(-1)!.atMs).toBeLessThan(600_000);
    expect(faults.length).toBeGreaterThan(300);
  });

  it('hits nothing that an earlier fault still holds', () => {
    const until = new Map<string, number>();
    const clash = (fault: TimedFault): boolean => {
      const before = until.get(placeOf(fault)) ?? 0;
      until.set(placeOf(fault), fault.atMs + ('forMs' in fault ? fault.forMs : 0));
      return before > fault.atMs;
    };
    expect(scheduleOf(PLAN).filter(clash)).toEqual([]);
  });

  it('leaves the broker alone where there is none', () => {
    const faults = scheduleOf({ ...PLAN, transport: 'postgres' });
    expect(faults.filter(fault => fault.kind === 'kafka' || ('link' in fault && fault.link === 'broker'))).toEqual([]);
  });
});

import { PARTS } from './holds.js';

export const PROCESSES = [...PARTS, 'console'] as const;
export type Process = (typeof PROCESSES)[number];

/** That have connections to PostgreSQL. */
export const LOGINS = [...PARTS, 'vault', 'transport'] as const;
export type Login = (typeof LOGINS)[number];

/** Between services and PostgreSQL, or between them and the broker. */
export type Link = 'database' | 'broker';

export const RESTARTS = ['fast', 'immediate', 'kill'] as const;
/** How PostgreSQL is ended: connections closed, no checkpoint written, or kill -9. */
export type Restart = (typeof RESTARTS)[number];

export type Fault =
  | { kind: 'kill'; process: Process }
  | { kind: 'backends'; login: Login }
  | { kind: 'postgres'; how: Restart; forMs: number }
  | { kind: 'kafka'; forMs: number }
  | { kind: 'freeze'; process: Process; forMs: number }
  | { kind: 'cut'; link: Link }
  | { kind: 'slow'; link: Link; delayMs: number; bytesPerSecond: number; forMs: number }
  | { kind: 'hole'; link: Link; way: 'to' | 'from'; forMs: number };

export type TimedFault = Fault & { atMs: number };

export interface Plan {
  seed: number;
  seconds: number;
  transport: 'postgres' | 'kafka';
  /** Between one fault and the next, on average. */
  everyMs: number;
}

const KINDS: [kind: Fault['kind'], weight: number][] = [
  ['kill', 8],
  ['backends', 4],
  ['freeze', 2],
  ['cut', 2],
  ['slow', 1],
  ['hole', 1],
  ['postgres', 1],
  ['kafka', 1],
];

/** The faults of a run in the order of time: the same for the same plan. None hits what an earlier one still holds. */
export function scheduleOf({ seed, seconds, transport, everyMs }: Plan): TimedFault[] {
  const random = new Random(seed);
  const busy = new Map<string, number>();
  const faults: TimedFault[] = [];
  for (let atMs = random.around(everyMs); atMs < seconds * 1_000; atMs += random.around(everyMs)) {
    const fault = faultBy(random, transport);
    const place = placeOf(fault);
    if ((busy.get(place) ?? 0) > atMs) continue;
    busy.set(place, atMs + ('forMs' in fault ? fault.forMs : 0));
    faults.push({ ...fault, atMs });
  }
  return faults;
}

function faultBy(random: Random, transport: Plan['transport']): Fault {
  const kinds = KINDS.filter(([kind]) => kind !== 'kafka' || transport === 'kafka');
  const link = (): Link => random.pick(transport === 'kafka' ? ['database', 'broker'] : ['database']);
  const made: Record<Fault['kind'], () => Fault> = {
    kill: () => ({ kind: 'kill', process: random.pick(PROCESSES) }),
    backends: () => ({ kind: 'backends', login: random.pick(LOGINS) }),
    postgres: () => ({ kind: 'postgres', how: random.pick(RESTARTS), forMs: random.between(0, 2_000) }),
    kafka: () => ({ kind: 'kafka', forMs: random.between(0, 5_000) }),
    freeze: () => ({ kind: 'freeze', process: random.pick(PROCESSES), forMs: random.between(500, 8_000) }),
    cut: () => ({ kind: 'cut', link: link() }),
    slow: () => ({
      kind: 'slow',
      link: link(),
      delayMs: random.between(5, 100),
      bytesPerSecond: random.between(200_000, 2_000_000),
      forMs: random.between(500, 4_000),
    }),
    hole: () => ({ kind: 'hole', link: link(), way: random.pick(['to', 'from']), forMs: random.between(500, 4_000) }),
  };
  return made[random.pickWeighted(kinds)]();
}

/** What it hits: nothing else may hit that meanwhile. */
export function placeOf(fault: Fault): string {
  if ('process' in fault) return fault.process;
  if ('link' in fault) return `to the ${fault.link}`;
  return fault.kind === 'kafka' ? 'kafka' : 'postgres';
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  /** From half of it to one and a half. */
  around(mean: number): number {
    return Math.round(mean * (0.5 + this.next()));
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  pickWeighted<T>(list: [T, number][]): T {
    let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    const [found] = list.find(([, weight]) => (left -= weight) < 0) ?? list[0]!;
    return found;
  }
}

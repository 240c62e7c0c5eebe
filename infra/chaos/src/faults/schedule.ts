import { PARTS } from './holds.js';

export const PROCESSES = [...PARTS, 'console'] as const;
export type Process = (typeof PROCESSES)[number];

/** Who have connections to PostgreSQL. */
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

export type Act = Fault & { atMs: number };

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

/** What happens when: the same for the same plan. Nothing hits what an earlier fault still holds. */
export function scheduleOf({ seed, seconds, transport, everyMs }: Plan): Act[] {
  const dice = new Dice(seed);
  const busy = new Map<string, number>();
  const acts: Act[] = [];
  for (let atMs = dice.around(everyMs); atMs < seconds * 1_000; atMs += dice.around(everyMs)) {
    const fault = faultBy(dice, transport);
    const place = placeOf(fault);
    if ((busy.get(place) ?? 0) > atMs) continue;
    busy.set(place, atMs + ('forMs' in fault ? fault.forMs : 0));
    acts.push({ ...fault, atMs });
  }
  return acts;
}

function faultBy(dice: Dice, transport: Plan['transport']): Fault {
  const kinds = KINDS.filter(([kind]) => kind !== 'kafka' || transport === 'kafka');
  const link = (): Link => dice.one(transport === 'kafka' ? ['database', 'broker'] : ['database']);
  const made: Record<Fault['kind'], () => Fault> = {
    kill: () => ({ kind: 'kill', process: dice.one(PROCESSES) }),
    backends: () => ({ kind: 'backends', login: dice.one(LOGINS) }),
    postgres: () => ({ kind: 'postgres', how: dice.one(RESTARTS), forMs: dice.between(0, 2_000) }),
    kafka: () => ({ kind: 'kafka', forMs: dice.between(0, 5_000) }),
    freeze: () => ({ kind: 'freeze', process: dice.one(PROCESSES), forMs: dice.between(500, 8_000) }),
    cut: () => ({ kind: 'cut', link: link() }),
    slow: () => ({
      kind: 'slow',
      link: link(),
      delayMs: dice.between(5, 100),
      bytesPerSecond: dice.between(200_000, 2_000_000),
      forMs: dice.between(500, 4_000),
    }),
    hole: () => ({ kind: 'hole', link: link(), way: dice.one(['to', 'from']), forMs: dice.between(500, 4_000) }),
  };
  return made[dice.weighed(kinds)]();
}

/** What it takes hold of. */
export function placeOf(fault: Fault): string {
  if ('process' in fault) return fault.process;
  if ('link' in fault) return `to the ${fault.link}`;
  return fault.kind === 'kafka' ? 'kafka' : 'postgres';
}

/** Mulberry32: small, and the same everywhere. */
export class Dice {
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

  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  weighed<T>(list: [T, number][]): T {
    let left = this.next() * list.reduce((sum, [, weight]) => sum + weight, 0);
    const [found] = list.find(([, weight]) => (left -= weight) < 0) ?? list[0]!;
    return found;
  }
}

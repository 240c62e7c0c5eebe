import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '../site/until.js';

/** Where a process can be held; what each means stands in `hold.mjs`. */
export const WINDOWS = ['before-commit', 'after-commit', 'after-publish', 'after-effects'] as const;
export type Window = (typeof WINDOWS)[number];

export const PARTS = ['capture', 'enrichment', 'sharing', 'innovation'] as const;
export type Part = (typeof PARTS)[number];

const REACHED_MS = 240_000;

/** The test's end of the preload, and the count of what was killed in it. */
export class Holds {
  private readonly hits = new Map<string, number>();

  constructor(private readonly folder: string) {}

  /** Waits until the part stands in the window, however soon or late it comes there, and kills it there. */
  async killIn(part: Part, window: Window): Promise<void> {
    const held = join(this.folder, `${part}.${window}.held`);
    await writeFile(join(this.folder, `${part}.${window}.armed`), '');
    await until(`${part} ${window}`, REACHED_MS, () => existsSync(held) || undefined);
    process.kill(Number(readFileSync(held, 'utf8')), 'SIGKILL');
    await rm(held);
    this.hits.set(`${part} ${window}`, this.countOf(window, part) + 1);
  }

  untilHits(count: number): Promise<true> {
    const sum = (): number => [...this.hits.values()].reduce((one, other) => one + other, 0);
    return until(`${count} kills`, count * REACHED_MS, () => sum() >= count || undefined);
  }

  /** Of one part, or of all. */
  countOf(window: Window, part?: Part): number {
    const parts: readonly Part[] = part ? [part] : PARTS;
    return parts.reduce((sum, one) => sum + (this.hits.get(`${one} ${window}`) ?? 0), 0);
  }

  table(title: string): string {
    const line = (cells: (string | number)[]): string =>
      cells.map((cell, i) => (i === 0 ? String(cell).padEnd(32) : String(cell).padStart(12))).join('');
    return [
      line([`Killed, ${title}`, ...PARTS, 'hits']),
      ...WINDOWS.map(window =>
        line([MEANING[window], ...PARTS.map(part => this.countOf(window, part)), this.countOf(window)]),
      ),
    ].join('\n');
  }
}

const MEANING: Record<Window, string> = {
  'before-commit': 'before commit',
  'after-commit': 'after commit, before the answer',
  'after-publish': 'after publish, before the lane',
  'after-effects': 'after effects, before the offset',
};

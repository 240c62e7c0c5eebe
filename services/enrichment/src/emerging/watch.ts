import { DAY, DAYS, type Judged } from './judge.js';

const GRACE = DAYS.now * DAY;

/** Which themes are more than usual, and since when: one that comes up lasts until for 3 days it was not. Moments are milliseconds since 1970, in order. */
export class Watch {
  private readonly open = new Map<string, { since: number; last: number }>();

  isNews({ theme, emerges, lasts }: Judged, at: number): boolean {
    const since = this.sinceOf(theme, at);
    if (emerges || (since !== null && lasts)) this.open.set(theme, { since: since ?? at, last: at });
    return emerges && since === null;
  }

  /** Null: it does not last. */
  sinceOf(theme: string, at: number): number | null {
    const known = this.open.get(theme);
    return known && at - known.last <= GRACE ? known.since : null;
  }
}

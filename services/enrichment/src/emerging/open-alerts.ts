import { type Assessment, DAY, DAYS } from './surveillance.js';

/** An alert closes when its theme was not more than usual for so long. */
const GRACE = DAYS.window * DAY;

/** The themes that have an open alert, and since when. To be updated in order of time; moments are milliseconds since 1970. */
export class OpenAlerts {
  private readonly alerts = new Map<string, { since: number; last: number }>();

  /** @returns whether this opens an alert: one that is open already is prolonged */
  update({ theme, emerges, lasts }: Assessment, at: number): boolean {
    const since = this.sinceOf(theme, at);
    if (emerges || (since !== null && lasts)) this.alerts.set(theme, { since: since ?? at, last: at });
    return emerges && since === null;
  }

  /** Null where the theme has no open alert. */
  sinceOf(theme: string, at: number): number | null {
    const known = this.alerts.get(theme);
    return known && at - known.last <= GRACE ? known.since : null;
  }
}

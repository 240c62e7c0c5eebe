import { problemOf } from '@ckm/http';
import type { Tally } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { addTally } from './intake-tally.js';

interface Row {
  tally: Tally;
  written: Promise<void>;
}

/** Counts the events of requests before these are answered. Group commit: all that arrive while one row is written share the next. */
class RequestTally {
  private gathering: Row | null = null;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly service: Service) {}

  /** Takes one customer event and counts its outcome. An unexpected error is not counted, as the sender will send the event again. */
  async counted<H extends { events: unknown[]; forgotten?: boolean }>(take: () => Promise<H>): Promise<H> {
    let handled: H;
    try {
      handled = await take();
    } catch (error) {
      if (problemOf(error) !== null) await this.add('refused');
      throw error;
    }
    const isRepeat = handled.events.length === 0;
    await this.add(handled.forgotten ? 'forgotten' : isRepeat ? 'duplicates' : null);
    return handled;
  }

  private add(outcome: 'duplicates' | 'forgotten' | 'refused' | null): Promise<void> {
    const { tally, written } = (this.gathering ??= this.next());
    tally.received += 1;
    if (outcome !== null) tally[outcome] += 1;
    return written;
  }

  private next(): Row {
    const tally: Tally = { received: 0, duplicates: 0, refused: 0, forgotten: 0 };
    const written = this.last.then(() => {
      this.gathering = null;
      return this.service.transaction(client => addTally(client, 'http', tally));
    });
    this.last = written.catch(() => undefined);
    return { tally, written };
  }
}

const tallies = new WeakMap<Service, RequestTally>();

/** One per service, so that the requests of all routes share its rows. */
export function requestTallyOf(service: Service): RequestTally {
  const known = tallies.get(service) ?? new RequestTally(service);
  tallies.set(service, known);
  return known;
}

import { command, Rejection } from '@ckm/event-sourcing';
import { type Handled, isOutage, type Outcome } from '@ckm/event-store';
import { problemOf } from '@ckm/http';
import { type Context, type Service, startWorker, type Worker } from '@ckm/service';
import type { ClientBase } from 'pg';
import { addTally } from '../intake/intake-tally.js';
import { failureOf } from '../customer-event/take.js';
import { knowledgeItem } from '../knowledge-item/knowledge-item.decider.js';
import { type CheckedLine, checkLines } from './checked-lines.js';
import { claim, move, nextImport, type RunningImport } from './import-progress.js';
import { abandoned, failImport } from './import-rows.js';
import type { Place } from './lines.js';
import { quarantineLines, type RefusedLine } from './quarantined-lines.js';
import { linesAhead } from './lines-ahead.js';
import { type Counts, noCounts, told } from './report.js';

const LOOK_EVERY_MS = 250;
const ABANDONED_MS = 60_000;

/** Lines that are taken together, and where they stand. */
interface Batch {
  from: Place;
  lines: CheckedLine[];
  next: Place;
  isOver: boolean;
}

/** Reads the files that were received, some hundred lines at a time: events, counts and place in one transaction. */
export function takeLines(service: Service): Worker {
  const taker = new LineTaker(service);
  return startWorker(service, 'take-lines', () => taker.turn(), LOOK_EVERY_MS);
}

class LineTaker {
  constructor(private readonly service: Service) {}

  /** @returns false when there is nothing to do, or another process does it */
  async turn(): Promise<boolean> {
    await this.giveUpAbandoned();
    const running = await this.service.transaction(nextImport);
    if (running === null) return false;
    try {
      return await this.goOn(running);
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.giveUp(running, error);
    }
  }

  private async goOn(running: RunningImport): Promise<boolean> {
    const { lines, next, isOver } = await linesAhead(this.service, running);
    const { tenantId, startedAt: receivedAt, format, place: from } = running;
    const { privacy, vault } = this.service;
    const checked = await checkLines(lines, format, { tenantId, receivedAt, privacy, vault });
    return this.take(running, { from, lines: checked, next, isOver });
  }

  /** What keeps a batch from being committed is found by taking its lines one by one. */
  private async take(running: RunningImport, batch: Batch): Promise<boolean> {
    try {
      return await this.service.transaction(client => this.transact(client, running, batch));
    } catch (error) {
      if (isOutage(error)) throw error;
      this.service.log.error(
        { err: error, importId: running.importId, line: batch.from.line },
        'lines cannot be taken',
      );
      const [line, ...others] = batch.lines;
      if (line === undefined) throw error;
      return others.length === 0 ? this.putAside(running, batch, line, error) : this.takeEach(running, batch);
    }
  }

  private async takeEach(running: RunningImport, { from, lines, next, isOver }: Batch): Promise<boolean> {
    for (const [i, line] of lines.entries()) {
      const isLast = i === lines.length - 1;
      const place = { from: lines[i - 1]?.line.next ?? from, next: isLast ? next : line.line.next };
      if (!(await this.take(running, { ...place, lines: [line], isOver: isOver && isLast }))) return false;
    }
    return true;
  }

  private putAside(running: RunningImport, batch: Batch, { line }: CheckedLine, failure: unknown): Promise<boolean> {
    const { code, detail } = failureOf(failure);
    const refusal = { code, detail, pointer: null };
    const lines = [{ line, understood: null, refusal }];
    return this.service.transaction(client => this.transact(client, running, { ...batch, lines }));
  }

  private async transact(client: ClientBase, running: RunningImport, batch: Batch): Promise<boolean> {
    if (!(await claim(client, running, batch.from))) return false;
    const taken = batch.lines.filter(({ understood }) => understood?.forgotten === false);
    const outcomes = await this.service.events.handleAll(
      client,
      taken.map(({ understood }) => ({
        context: { ...this.contextOf(running), keyIds: understood!.keyIds },
        handling: command(knowledgeItem, understood!.streamId, understood!.take),
      })),
    );
    const counts = noCounts();
    for (const outcome of outcomes) if (!(outcome instanceof Rejection)) counts[fateOf(outcome)] += 1;
    const refused = [
      ...batch.lines.filter(isRefused),
      ...taken.flatMap((line, i) => rejected(line, outcomes[i]!)),
    ].sort((a, b) => a.line.line - b.line.line);
    const kept = await quarantineLines(client, this.service.privacy, running, refused);
    counts.lines = batch.lines.length;
    counts.forgotten = batch.lines.filter(({ understood }) => understood?.forgotten).length;
    counts.quarantined = refused.length;
    const duplicates = counts.duplicates + refused.length - kept;
    await addTally(client, 'import', { received: counts.lines, duplicates, forgotten: counts.forgotten });
    await move(client, running, { counts, told: refused.map(told), next: batch.next, isOver: batch.isOver });
    return true;
  }

  private contextOf({ tenantId, actor, importId, startedAt, traceparent }: RunningImport): Context {
    return { tenantId, actor, now: startedAt, correlationId: importId, causationId: null, traceparent };
  }

  /** It would be the next one for ever, and all others wait behind it. Not where another process went on with it meanwhile. */
  private async giveUp(running: RunningImport, error: unknown): Promise<boolean> {
    const { tenantId, importId, place } = running;
    this.service.log.error(
      { err: error, tenantId, importId, line: place.line },
      'an import cannot go on and has failed',
    );
    return this.service.transaction(async client => {
      if (!(await claim(client, running, place))) return false;
      await failImport(client, running, problemOf(error)?.code ?? 'internal-error', 'running');
      return true;
    });
  }

  /** A process that was killed while it received cannot say so itself. */
  private giveUpAbandoned(): Promise<void> {
    return this.service.transaction(async client => {
      for (const name of await abandoned(client, ABANDONED_MS)) await failImport(client, name, 'import-interrupted');
    });
  }
}

const isRefused = (line: CheckedLine): line is RefusedLine => line.refusal !== null;

/** What became of a line that could be taken. */
const fateOf = ({ events }: Handled): keyof Counts => (events.length === 0 ? 'duplicates' : 'accepted');

function rejected(line: CheckedLine, outcome: Outcome): RefusedLine[] {
  if (!(outcome instanceof Rejection)) return [];
  const { code, detail } = problemOf(outcome)!;
  return [{ ...line, refusal: { code, detail, pointer: null } }];
}

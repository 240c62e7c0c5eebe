import { command, Rejection } from '@ckm/event-sourcing';
import { type Handled, isOutage, type Outcome } from '@ckm/event-store';
import { problemOf } from '@ckm/http';
import { type Context, type Service, startWorker, type Worker } from '@ckm/service';
import type { ClientBase } from 'pg';
import { addTally } from '../intake/intake-tally.js';
import { failureOf } from '../customer-event/take.js';
import { knowledgeItem } from '../knowledge-item/knowledge-item.decider.js';
import { type CheckedLine, checkLines } from './checked-lines.js';
import { advance, claim, nextImport, type RunningImport } from './import-progress.js';
import { failImport } from './import-rows.js';
import type { FilePosition } from './line-splitter.js';
import { quarantineLines, type RefusedLine } from './quarantined-lines.js';
import { readNextLines } from './next-lines.js';
import { type Counts, reportLine, zeroCounts } from './report.js';

const LOOK_EVERY_MS = 250;

/** Lines that are taken in one transaction. */
interface Batch {
  from: FilePosition;
  lines: CheckedLine[];
  next: FilePosition;
  isOver: boolean;
}

/** Takes the lines of received files in batches of some hundred: events, counts and position are committed together. */
export function takeLines(service: Service): Worker {
  const taker = new LineTaker(service);
  return startWorker(service, 'take-lines', () => taker.turn(), { everyMs: LOOK_EVERY_MS });
}

class LineTaker {
  constructor(private readonly service: Service) {}

  /** @returns false when there is nothing to do, or another process is doing it */
  async turn(): Promise<boolean> {
    const running = await this.service.transaction(nextImport);
    if (running === null) return false;
    try {
      return await this.takeNextBatch(running);
    } catch (error) {
      if (isOutage(error)) throw error;
      return this.fail(running, error);
    }
  }

  private async takeNextBatch(running: RunningImport): Promise<boolean> {
    const { lines, next, isOver } = await readNextLines(this.service, running);
    const { tenantId, startedAt: receivedAt, format, position: from } = running;
    const { privacy, vault } = this.service;
    const checked = await checkLines(lines, format, { tenantId, receivedAt, privacy, vault });
    return this.take(running, { from, lines: checked, next, isOver });
  }

  /** When a batch cannot be committed, its lines are taken one by one, and the one at fault goes into quarantine. */
  private async take(running: RunningImport, batch: Batch): Promise<boolean> {
    try {
      return await this.service.transaction(client => this.commitBatch(client, running, batch));
    } catch (error) {
      if (isOutage(error)) throw error;
      this.service.log.error(
        { err: error, importId: running.importId, line: batch.from.line },
        'lines cannot be taken',
      );
      const [line, ...others] = batch.lines;
      if (line === undefined) throw error;
      return others.length === 0 ? this.quarantine(running, batch, line, error) : this.takeOneByOne(running, batch);
    }
  }

  private async takeOneByOne(running: RunningImport, { from, lines, next, isOver }: Batch): Promise<boolean> {
    for (const [i, line] of lines.entries()) {
      const isLast = i === lines.length - 1;
      const range = { from: lines[i - 1]?.line.next ?? from, next: isLast ? next : line.line.next };
      if (!(await this.take(running, { ...range, lines: [line], isOver: isOver && isLast }))) return false;
    }
    return true;
  }

  private quarantine(running: RunningImport, batch: Batch, { line }: CheckedLine, failure: unknown): Promise<boolean> {
    const { code, detail } = failureOf(failure);
    const refusal = { code, detail, pointer: null };
    const lines = [{ line, translated: null, refusal }];
    return this.service.transaction(client => this.commitBatch(client, running, { ...batch, lines }));
  }

  private async commitBatch(client: ClientBase, running: RunningImport, batch: Batch): Promise<boolean> {
    if (!(await claim(client, running, batch.from))) return false;
    const taken = batch.lines.filter(({ translated }) => translated?.forgotten === false);
    const outcomes = await this.service.events.handleAll(
      client,
      taken.map(({ translated }) => ({
        context: { ...this.contextOf(running), keyIds: translated!.keyIds },
        handling: command(knowledgeItem, translated!.streamId, translated!.take),
      })),
    );
    const counts = zeroCounts();
    for (const outcome of outcomes) if (!(outcome instanceof Rejection)) counts[outcomeOf(outcome)] += 1;
    const refused = [
      ...batch.lines.filter(isRefused),
      ...taken.flatMap((line, i) => rejected(line, outcomes[i]!)),
    ].sort((a, b) => a.line.line - b.line.line);
    const kept = await quarantineLines(client, this.service.privacy, running, refused);
    counts.lines = batch.lines.length;
    counts.forgotten = batch.lines.filter(({ translated }) => translated?.forgotten).length;
    counts.quarantined = refused.length;
    const duplicates = counts.duplicates + refused.length - kept;
    await addTally(client, 'import', { received: counts.lines, duplicates, forgotten: counts.forgotten });
    await advance(client, running, {
      counts,
      refused: refused.map(reportLine),
      next: batch.next,
      isOver: batch.isOver,
    });
    return true;
  }

  private contextOf({ tenantId, actor, importId, startedAt, traceparent }: RunningImport): Context {
    return { tenantId, actor, now: startedAt, correlationId: importId, causationId: null, traceparent };
  }

  /**
   * Otherwise it would be the next import for ever, with all others waiting behind it. It stays as it is where another process has advanced
   * it.
   */
  private async fail(running: RunningImport, error: unknown): Promise<boolean> {
    const { tenantId, importId, position } = running;
    this.service.log.error(
      { err: error, tenantId, importId, line: position.line },
      'an import cannot go on and has failed',
    );
    return this.service.transaction(async client => {
      if (!(await claim(client, running, position))) return false;
      await failImport(client, running, problemOf(error)?.code ?? 'internal-error', 'running');
      return true;
    });
  }
}

const isRefused = (line: CheckedLine): line is RefusedLine => line.refusal !== null;

/** The counter of a line that could be taken. */
const outcomeOf = ({ events }: Handled): keyof Counts => (events.length === 0 ? 'duplicates' : 'accepted');

function rejected(line: CheckedLine, outcome: Outcome): RefusedLine[] {
  if (!(outcome instanceof Rejection)) return [];
  const { code, detail } = problemOf(outcome)!;
  return [{ ...line, refusal: { code, detail, pointer: null } }];
}

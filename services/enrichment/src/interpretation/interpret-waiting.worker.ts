import { command, Rejection } from '@ckm/event-sourcing';
import { sealedUnder } from '@ckm/event-store';
import { type Service, startWorker, type Worker } from '@ckm/service';
import type { Interpretation, Interpreter } from '../language/interpreter.js';
import { builtInInterpreter } from '../language/built-in-interpreter.js';
import { ModelFailure } from '../remote/call-model.js';
import type { ModelConfig } from '../remote/model-config.js';
import { fallbackFor, modelInterpreter, type ModelInterpreter } from '../remote/model-interpreter.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import { leaseWaiting, markDone, releaseLease, retryAt, type Waiting, WAITING_VIEWS } from './readings.js';
import { noteSent } from './sent-to-model.js';
import { VOCABULARY_VIEWS, type VocabularyOf } from './vocabulary.js';

const BATCH = 8;
/** Of the model; then the built-in interpreter reads. */
const MAX_TRIES = 4;
/** What a lease lasts beyond the model's time-out. */
const TO_RECORD_MS = 30_000;
const FIRST_BACK_OFF_MS = 2_000;
const MAX_BACK_OFF_MS = 300_000;
/** Without a model: then only those items wait that a model left, or whose reaction failed. */
const LOOK_EVERY_MS = 60_000;

/**
 * Interprets waiting items, outside any transaction. An item that is not recorded as done is tried again when its lease ends, however often an
 * interpreter throws.
 * @param config of the model; null: the built-in interpreter reads what a model left, and everything else is interpreted when it is captured
 */
export function interpretWaiting(service: Service, vocabulary: VocabularyOf, config: ModelConfig | null): Worker {
  const reader = new Reader(service, vocabulary, config);
  return startWorker(
    service,
    'interpret-waiting',
    stopping => reader.turn(stopping),
    config ? {} : { everyMs: LOOK_EVERY_MS },
  );
}

class Reader {
  private readonly model: ModelInterpreter | null = this.config && modelInterpreter(this.config);
  private readonly builtIn: Interpreter = this.model ? fallbackFor(this.model, builtInInterpreter) : builtInInterpreter;

  constructor(
    private readonly service: Service,
    private readonly vocabulary: VocabularyOf,
    private readonly config: ModelConfig | null,
  ) {}

  async turn(stopping: AbortSignal): Promise<boolean> {
    const { service, config } = this;
    if (service.isBuilding([...WAITING_VIEWS, ...VOCABULARY_VIEWS])) return false;
    const now = service.now();
    const until = new Date(now.getTime() + (config?.timeoutMs ?? 0) + TO_RECORD_MS);
    const leased = await service.transaction(async client => {
      const waiting = await leaseWaiting(client, { now, until, most: BATCH });
      if (config) await noteSent(client, { items: waiting.filter(isForModel), to: config.baseUrl, at: now });
      return waiting;
    });
    // All of them end before the next turn begins, and before the worker has stopped.
    const ended = await Promise.allSettled(leased.map(one => this.read(one, stopping)));
    const failed = ended.find(one => one.status === 'rejected');
    if (failed) throw failed.reason;
    return leased.length > 0;
  }

  private async read(waiting: Waiting, stopping: AbortSignal): Promise<void> {
    const options = { locale: waiting.locale, ...(await this.vocabulary(waiting.tenantId)) };
    const builtIn = async (): Promise<void> =>
      this.recordOrLeave(waiting, await this.builtIn.interpret(waiting.text, options));
    if (!this.model || !isForModel(waiting)) return builtIn();
    try {
      const read = await this.model.interpret(waiting.text, options, stopping);
      // It is refused where it is larger than an event may be.
      if (await this.record(waiting, read)) await builtIn();
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      if (await this.willBeRetried(waiting, error, stopping)) return;
      this.service.log.warn(
        { err: error, itemId: waiting.itemId },
        'the built-in interpreter reads instead of the model',
      );
      await builtIn();
    }
  }

  /** Arranges a retry. @returns whether the model is asked again, later or by another process */
  private async willBeRetried(waiting: Waiting, error: ModelFailure, stopping: AbortSignal): Promise<boolean> {
    const { service } = this;
    if (stopping.aborted) await service.transaction(client => releaseLease(client, waiting, service.now()));
    else if (error.isTransient && waiting.tried < MAX_TRIES) await this.retryLater(waiting, error);
    else return false;
    return true;
  }

  private retryLater(waiting: Waiting, error: ModelFailure): Promise<void> {
    const { service } = this;
    // Exponential, with jitter: four times as long each time, and between half of that and all of it.
    const backOff = FIRST_BACK_OFF_MS * 4 ** (waiting.tried - 1) * (0.5 + service.random() / 2);
    const at = new Date(service.now().getTime() + Math.min(error.retryAfterMs ?? backOff, MAX_BACK_OFF_MS));
    service.log.warn({ err: error, itemId: waiting.itemId, at }, 'the model is asked again later');
    return service.transaction(client => retryAt(client, waiting, at));
  }

  /** A refusal is final: the item stays without an interpretation, as it does where the reaction is refused. */
  private async recordOrLeave(waiting: Waiting, read: Interpretation): Promise<void> {
    const refusal = await this.record(waiting, read);
    if (!refusal) return;
    const { itemId } = waiting;
    this.service.log.error(
      { code: refusal.slug, itemId },
      'the interpretation of an item is refused, and not tried again',
    );
    await this.service.transaction(client => markDone(client, waiting));
  }

  /** @returns the refusal of the log, by which nothing was written; null where it was recorded */
  private record(waiting: Waiting, read: Interpretation): Promise<Rejection | null> {
    const { tenantId, itemId, customerId, keyIds, eventId, correlationId, traceparent } = waiting;
    const { service } = this;
    const handling = command(interpretation, interpretationIdOf(tenantId, itemId), { itemId, customerId, ...read });
    const context = {
      tenantId,
      actor: 'system:interpret-waiting',
      now: service.now(),
      correlationId,
      causationId: eventId,
      traceparent,
      ...sealedUnder({ keyIds }),
    };
    return service
      .transaction(async client => {
        if (!(await markDone(client, waiting))) return null;
        const [outcome] = await service.events.handleAll(client, [{ context, handling }]);
        if (outcome instanceof Rejection) throw outcome;
        return null;
      })
      .catch((error: unknown) => {
        if (error instanceof Rejection) return error;
        throw error;
      });
  }
}

/** Not after so many tries, by processes that may have died of the item. */
const isForModel = ({ tried }: Waiting): boolean => tried <= MAX_TRIES;

import { command, Rejection } from '@ckm/event-sourcing';
import { madeOf } from '@ckm/event-store';
import { type Service, startWorker, type Worker } from '@ckm/service';
import type { Interpretation, Interpreter } from '../language/interpreter.js';
import { builtInInterpreter } from '../language/built-in-interpreter.js';
import { ModelFailure } from '../remote/call-model.js';
import type { ModelConfig } from '../remote/model-config.js';
import { insteadOf, modelInterpreter, type ModelInterpreter } from '../remote/model-interpreter.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import { HELD_VIEWS, hold, letGo, settle, tryAgain, type Waiting } from './readings.js';
import { noteSent } from './sent-to-model.js';
import { VOCABULARY_VIEWS, type VocabularyOf } from './vocabulary.js';

const AT_ONCE = 8;
/** Then the built-in interpreter reads. */
const TRIES = 4;
/** What is left of a lease when the model's time is over. */
const TO_RECORD_MS = 30_000;
const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;
/** Without a model only what one left waits, and what could not be read as it came. */
const LOOK_EVERY_MS = 60_000;

/**
 * Reads what waits, outside any transaction. Whatever is not recorded as read is read again when its lease ends, however often an interpreter throws at it.
 * @param config of the model that reads; null: the built-in interpreter reads what a model left, and everything else is read as it comes
 */
export function interpretWaiting(service: Service, vocabulary: VocabularyOf, config: ModelConfig | null): Worker {
  const stopping = new AbortController();
  const reader = new Reader(service, vocabulary, config, stopping.signal);
  const worker = startWorker(service, 'interpret-waiting', () => reader.turn(), config ? undefined : LOOK_EVERY_MS);
  return {
    stop: async () => {
      stopping.abort();
      await worker.stop();
    },
  };
}

class Reader {
  private readonly model: ModelInterpreter | null = this.config && modelInterpreter(this.config);
  private readonly builtIn: Interpreter = this.model ? insteadOf(this.model, builtInInterpreter) : builtInInterpreter;

  constructor(
    private readonly service: Service,
    private readonly vocabulary: VocabularyOf,
    private readonly config: ModelConfig | null,
    private readonly stopping: AbortSignal,
  ) {}

  async turn(): Promise<boolean> {
    const { service, config, stopping } = this;
    if (stopping.aborted || service.isBuilding([...HELD_VIEWS, ...VOCABULARY_VIEWS])) return false;
    const now = service.now();
    const until = new Date(now.getTime() + (config?.timeoutMs ?? 0) + TO_RECORD_MS);
    const held = await service.transaction(async client => {
      const found = await hold(client, { now, until, most: AT_ONCE });
      if (config) await noteSent(client, { items: found.filter(isForModel), to: config.baseUrl, at: now });
      return found;
    });
    // All of them end before the next turn begins, and before the worker has stopped.
    const ended = await Promise.allSettled(held.map(one => this.read(one)));
    const failed = ended.find(one => one.status === 'rejected');
    if (failed) throw failed.reason;
    return held.length > 0;
  }

  private async read(waiting: Waiting): Promise<void> {
    const options = { locale: waiting.locale, ...(await this.vocabulary(waiting.tenantId)) };
    const builtIn = async (): Promise<void> =>
      this.recordOrLeave(waiting, await this.builtIn.interpret(waiting.text, options));
    if (!this.model || !isForModel(waiting)) return builtIn();
    try {
      const read = await this.model.interpret(waiting.text, options, this.stopping);
      // More than one event can hold.
      if (await this.record(waiting, read)) await builtIn();
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      if (await this.isPutOff(waiting, error)) return;
      this.service.log.warn(
        { err: error, itemId: waiting.itemId },
        'the built-in interpreter reads instead of the model',
      );
      await builtIn();
    }
  }

  /** @returns whether a model is asked again, later or by another process */
  private async isPutOff(waiting: Waiting, error: ModelFailure): Promise<boolean> {
    const { service, stopping } = this;
    if (stopping.aborted) await service.transaction(client => letGo(client, waiting, service.now()));
    else if (error.passes && waiting.tried < TRIES) await this.later(waiting, error);
    else return false;
    return true;
  }

  private later(waiting: Waiting, error: ModelFailure): Promise<void> {
    const { service } = this;
    // Four times as long each time, between half of it and all of it.
    const backOff = FIRST_MS * 4 ** (waiting.tried - 1) * (0.5 + service.random() / 2);
    const at = new Date(service.now().getTime() + Math.min(error.retryAfterMs ?? backOff, LONGEST_MS));
    service.log.warn({ err: error, itemId: waiting.itemId, at }, 'the model is asked again later');
    return service.transaction(client => tryAgain(client, waiting, at));
  }

  /** What is refused once is refused whenever it comes: as on the way without a model, the item stays without an interpretation. */
  private async recordOrLeave(waiting: Waiting, read: Interpretation): Promise<void> {
    const refusal = await this.record(waiting, read);
    if (!refusal) return;
    const { itemId } = waiting;
    this.service.log.error(
      { code: refusal.slug, itemId },
      'the interpretation of an item is refused, and not tried again',
    );
    await this.service.transaction(client => settle(client, waiting));
  }

  /** @returns why the log refuses it: nothing was written then; null when it was recorded */
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
      ...madeOf({ keyIds }),
    };
    return service
      .transaction(async client => {
        if (!(await settle(client, waiting))) return null;
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

/** Else it was tried often enough by processes that died of it. */
const isForModel = ({ tried }: Waiting): boolean => tried <= TRIES;

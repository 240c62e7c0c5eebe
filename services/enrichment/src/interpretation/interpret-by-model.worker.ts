import { command, Rejection } from '@ckm/event-sourcing';
import { type Service, startWorker, type Worker } from '@ckm/service';
import type { Interpretation } from '../language/interpreter.js';
import { builtInInterpreter } from '../language/built-in-interpreter.js';
import { ModelFailure } from '../remote/call-model.js';
import type { ModelConfig } from '../remote/model-config.js';
import { insteadOf, modelInterpreter } from '../remote/model-interpreter.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import { hold, letGo, settle, tryAgain, type Waiting } from './readings.js';
import { VOCABULARY_VIEWS, type VocabularyOf, vocabularyOf } from './vocabulary.js';
import { waitingItem } from './waiting-item.view.js';

const AT_ONCE = 8;
/** Then the built-in interpreter reads. */
const TRIES = 4;
/** What is left of a lease when the model's time is over. */
const TO_RECORD_MS = 30_000;
const FIRST_MS = 2_000;
const LONGEST_MS = 300_000;

/** Reads what waits, outside any transaction. Whatever is not recorded as read is read again. */
export function interpretByModel(service: Service, config: ModelConfig): Worker {
  const stopping = new AbortController();
  const reader = new Reader(service, config, stopping.signal);
  const worker = startWorker(service, 'interpret-by-model', () => reader.turn());
  return {
    stop: async () => {
      stopping.abort();
      await worker.stop();
    },
  };
}

class Reader {
  private readonly model = modelInterpreter(this.config);
  private readonly standIn = insteadOf(this.model, builtInInterpreter);
  private readonly vocabulary: VocabularyOf;

  constructor(
    private readonly service: Service,
    private readonly config: ModelConfig,
    private readonly stopping: AbortSignal,
  ) {
    this.vocabulary = vocabularyOf(service);
  }

  async turn(): Promise<boolean> {
    const { service, config, stopping } = this;
    if (stopping.aborted || service.isBuilding([waitingItem, ...VOCABULARY_VIEWS])) return false;
    const now = service.now();
    const until = new Date(now.getTime() + config.timeoutMs + TO_RECORD_MS);
    const held = await service.transaction(client => hold(client, { now, until, most: AT_ONCE }));
    await Promise.all(held.map(one => this.read(one)));
    return held.length > 0;
  }

  private async read(waiting: Waiting): Promise<void> {
    const options = { locale: waiting.locale, ...(await this.vocabulary(waiting.tenantId)) };
    const builtIn = () => this.standIn.interpret(waiting.text, options);
    // It was tried often enough by processes that died of it.
    if (waiting.tried > TRIES) return this.record(waiting, await builtIn());
    try {
      const read = await this.model.interpret(waiting.text, options, this.stopping);
      // More than one event can hold.
      if (!(await this.recorded(waiting, read))) await this.record(waiting, await builtIn());
    } catch (error) {
      if (!(error instanceof ModelFailure)) throw error;
      if (this.stopping.aborted) return this.service.transaction(client => letGo(client, waiting, this.service.now()));
      if (error.passes && waiting.tried < TRIES) return this.later(waiting, error);
      this.service.log.warn(
        { err: error, itemId: waiting.itemId },
        'the built-in interpreter reads instead of the model',
      );
      await this.record(waiting, await builtIn());
    }
  }

  private later(waiting: Waiting, { retryAfterMs }: ModelFailure): Promise<void> {
    const { service } = this;
    // Four times as long each time, between half of it and all of it.
    const backOff = FIRST_MS * 4 ** (waiting.tried - 1) * (0.5 + service.random() / 2);
    const at = new Date(service.now().getTime() + Math.min(retryAfterMs ?? backOff, LONGEST_MS));
    return service.transaction(client => tryAgain(client, waiting, at));
  }

  private async record(waiting: Waiting, read: Interpretation): Promise<void> {
    if (!(await this.recorded(waiting, read))) throw new Error('the interpretation of an item was refused');
  }

  /** @returns false when the log refuses it: nothing was written */
  private recorded(waiting: Waiting, read: Interpretation): Promise<boolean> {
    const { tenantId, itemId, customerId, keyIds, eventId, correlationId, traceparent } = waiting;
    const { service } = this;
    const handling = command(interpretation, interpretationIdOf(tenantId, itemId), { itemId, customerId, ...read });
    const context = {
      tenantId,
      actor: 'system:interpret-by-model',
      now: service.now(),
      correlationId,
      causationId: eventId,
      traceparent,
      // What is made of somebody's words is forgotten with them.
      ...(keyIds.length > 0 && { keyIds }),
    };
    return service
      .transaction(async client => {
        if (!(await settle(client, waiting))) return true;
        const [outcome] = await service.events.handleAll(client, [{ context, handling }]);
        if (outcome instanceof Rejection) throw outcome;
        return true;
      })
      .catch((error: unknown) => {
        if (error instanceof Rejection) return false;
        throw error;
      });
  }
}

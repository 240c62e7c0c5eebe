import { HistoryUnknown } from '@ckm/event-sourcing';
import { document, Problem, type ProblemDocument, problemOf } from '@ckm/http';
import type { Context, Service } from '@ckm/service';
import { requestTallyOf } from '../intake/request-tally.js';
import { knowledgeItem } from '../knowledge-item/knowledge-item.decider.js';
import type { Receiver, TranslatedEvent } from './customer-event.js';

/** Takes one event of a request, and counts it. Resolves with its answer when it is durable. */
export async function take(
  service: Service,
  context: Context,
  read: (receiver: Receiver) => Promise<TranslatedEvent>,
): Promise<TranslatedEvent['answer']> {
  const { privacy, vault } = service;
  const receiver = { tenantId: context.tenantId, receivedAt: context.now, privacy, vault };
  const taken = await requestTallyOf(service).counted(async () => {
    const { take: command, streamId, answer, forgotten, keyIds } = await read(receiver);
    if (forgotten) return { events: [], answer, forgotten };
    return { ...(await service.events.handle({ ...context, keyIds }, knowledgeItem, streamId, command)), answer };
  });
  return taken.answer;
}

/**
 * The answer to each element of a batch, or the problem that refused it. An unexpected error fails the whole batch, which can be sent again,
 * unless it concerns the history of one item only.
 */
export async function answerEach<T>(
  elements: unknown,
  answer: (element: unknown, nth: number) => Promise<T>,
): Promise<(T | ProblemDocument)[]> {
  if (!Array.isArray(elements) || elements.length < 1 || elements.length > 100) throw new Problem('batch-too-long');
  const orExplained = async (element: unknown, nth: number): Promise<T | ProblemDocument> => {
    try {
      return await answer(element, nth);
    } catch (error) {
      const problem = problemOf(error) ?? historyProblemOf(error);
      if (problem === null) throw error;
      return problem;
    }
  };
  return Promise.all(elements.map(orExplained));
}

/** The problem of an item whose history this version of the code does not know; null for any other error. */
const historyProblemOf = (error: unknown): ProblemDocument | null =>
  error instanceof HistoryUnknown ? document('history-unknown') : null;

/** With this problem a record or a line is quarantined when taking it fails unexpectedly. */
export const failureOf = (error: unknown): ProblemDocument =>
  historyProblemOf(error) ?? document('internal-error', 'An unexpected error.');

export const isRefused = (result: object): boolean => 'code' in result;

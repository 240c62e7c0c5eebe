import { HistoryUnknown } from '@ckm/event-sourcing';
import { document, Problem, problemOf, type ProblemDocument } from '@ckm/http';
import type { Context, Service } from '@ckm/service';
import { requestTallyOf } from '../intake/request-tally.js';
import { knowledgeItem } from '../knowledge-item/knowledge-item.decider.js';
import type { Receiver, UnderstoodEvent } from './customer-event.js';

/** One of what requests bring. Resolves when it is durable. */
export async function take(
  service: Service,
  context: Context,
  read: (receiver: Receiver) => Promise<UnderstoodEvent>,
): Promise<UnderstoodEvent['answer']> {
  const { privacy, vault } = service;
  const receiver = { tenantId: context.tenantId, receivedAt: context.now, privacy, vault };
  const taken = await requestTallyOf(service).counted(async () => {
    const { take: command, streamId, answer, forgotten, keyIds } = await read(receiver);
    if (forgotten) return { events: [], answer, forgotten };
    return { ...(await service.events.handle({ ...context, keyIds }, knowledgeItem, streamId, command)), answer };
  });
  return taken.answer;
}

/** Of each element its answer, or why there is none. A fault of ours fails them all, unless it is of its item alone: they can be sent again. */
export async function eachAnswered<T>(
  elements: unknown,
  answer: (element: unknown, nth: number) => Promise<T>,
): Promise<(T | ProblemDocument)[]> {
  if (!Array.isArray(elements) || elements.length < 1 || elements.length > 100) throw new Problem('batch-too-long');
  const orExplained = async (element: unknown, nth: number): Promise<T | ProblemDocument> => {
    try {
      return await answer(element, nth);
    } catch (error) {
      const problem = problemOf(error) ?? ofItsHistory(error);
      if (problem === null) throw error;
      return problem;
    }
  };
  return Promise.all(elements.map(orExplained));
}

/** Null for what is no matter of one item's history. */
const ofItsHistory = (error: unknown): ProblemDocument | null =>
  error instanceof HistoryUnknown ? document('history-unknown') : null;

/** What a record or a line is kept as that we fail at. */
export const failureOf = (error: unknown): ProblemDocument =>
  ofItsHistory(error) ?? document('internal-error', 'An unexpected error.');

export const isRefused = (result: object): boolean => 'code' in result;

import { command, type Reaction, reaction } from '@ckm/event-sourcing';
import type { Interpreter } from '../language/interpreter.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import type { VocabularyOf } from './vocabulary.js';

/**
 * In place of `interpretWhenCaptured` where a model reads: commands nothing, but its checkpoint goes on, so that after a change back it does not begin
 * with old items. Those are left to `interpretWaiting`.
 */
export const leaveToModel = reaction('interpret-when-captured', 'KnowledgeItemCaptured', () => []);

/** Interprets every item once, with the tenant's vocabulary at that time. */
export const interpretWhenCaptured = (interpreter: Interpreter, vocabulary: VocabularyOf): Reaction =>
  reaction('interpret-when-captured', 'KnowledgeItemCaptured', async ({ data, tenantId, erased }) => {
    // The customer was forgotten before the item was interpreted: there are no words any more.
    if (erased) return [];
    const { itemId, customerId, text, languageHint } = data;
    const read = await interpreter.interpret(text, { locale: languageHint ?? null, ...(await vocabulary(tenantId)) });
    return [command(interpretation, interpretationIdOf(tenantId, itemId), { itemId, customerId, ...read })];
  });

import { command, type Reaction, reaction } from '@ckm/event-sourcing';
import type { Interpreter } from '../language/interpreter.js';
import { interpretationIdOf } from './identity.js';
import { interpretation } from './interpretation.decider.js';
import type { VocabularyOf } from './vocabulary.js';

/** Where a model reads, nothing is commanded here; how far was read goes on all the same: what waits is read by whoever looks what waits, also after a change back. */
export const leaveToModel = reaction('interpret-when-captured', 'KnowledgeItemCaptured', () => []);

/** Every captured item is read once by the interpreter, with the tenant's themes, competitors and languages as they are then. */
export const interpretWhenCaptured = (interpreter: Interpreter, vocabulary: VocabularyOf): Reaction =>
  reaction('interpret-when-captured', 'KnowledgeItemCaptured', async ({ data, tenantId, erased }) => {
    // The person was forgotten before the item was read: there are no words any more.
    if (erased) return [];
    const { itemId, customerId, text, languageHint } = data;
    const read = await interpreter.interpret(text, { locale: languageHint ?? null, ...(await vocabulary(tenantId)) });
    return [command(interpretation, interpretationIdOf(tenantId, itemId), { itemId, customerId, ...read })];
  });

import type { ServiceDefinition } from '@ckm/service';
import { CorrectInterpretations } from './interpretation/correct-interpretation.command.js';
import { interpretWhenCaptured } from './interpretation/interpret-when-captured.reaction.js';
import { InterpretationRoute } from './interpretation/interpretation.view.js';
import { itemWords } from './interpretation/item-words.view.js';
import { withdrawnItem } from './interpretation/withdrawn-item.view.js';
import { ruleInterpreter } from './language/rule-interpreter.js';
import { DescribeThemes } from './theme/describe-theme.command.js';
import { taxonomyOf } from './theme/taxonomy.js';
import { themes, ThemesRoute } from './theme/themes.view.js';

/** What an item says: language, sentiment, signals and themes. */
export const enrichment: ServiceDefinition = {
  name: 'enrichment',
  routes: [
    DescribeThemes, // POST /v1/themes
    ThemesRoute, // GET /v1/themes
    InterpretationRoute, // GET /v1/interpretations/{itemId}
    CorrectInterpretations, // POST /v1/interpretations/{itemId}/corrections
  ],
  views: [themes, itemWords, withdrawnItem],
  reactions: service => [
    interpretWhenCaptured(ruleInterpreter, taxonomyOf(service)), // KnowledgeItemCaptured → ItemInterpreted
  ],
  intakes: () => [],
};

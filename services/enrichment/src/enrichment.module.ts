import { currentThemes, type ServiceDefinition, withdrawnItem } from '@ckm/service';
import { Clustering1764633600000 } from './cluster/clustering.migration.js';
import { ClustersRoute } from './cluster/clusters.route.js';
import { groupUncategorised } from './cluster/group-uncategorised.worker.js';
import { MakeThemes } from './cluster/make-theme.command.js';
import { uncategorisedItem } from './cluster/uncategorised-item.view.js';
import { DuplicatesRoute } from './duplicate/duplicates.route.js';
import { EmergingRoute } from './emerging/emerging.route.js';
import { mentions } from './emerging/mentions.view.js';
import { competitorList, CompetitorsRoute } from './competitor/competitors.view.js';
import { NameCompetitors } from './competitor/name-competitors.command.js';
import { CorrectInterpretations } from './interpretation/correct-interpretation.command.js';
import { interpretWaiting } from './interpretation/interpret-waiting.worker.js';
import { interpretWhenCaptured, leaveToModel } from './interpretation/interpret-when-captured.reaction.js';
import { InterpretationRoute } from './interpretation/interpretation.route.js';
import { itemWords } from './interpretation/item-words.view.js';
import { Reading1764547200000 } from './interpretation/reading.migration.js';
import { SentToModel1764720000000 } from './interpretation/sent-to-model.migration.js';
import { sentOf } from './interpretation/sent-to-model.js';
import { vocabularyOf } from './interpretation/vocabulary.js';
import { waitingItem } from './interpretation/waiting-item.view.js';
import { builtInInterpreter } from './language/built-in-interpreter.js';
import { ChooseLanguages } from './chosen-language/choose-languages.command.js';
import { languageChoice, LanguagesRoute } from './chosen-language/languages.view.js';
import { memoiseLast } from './model/memoise.js';
import type { ModelConfig } from './remote/model-config.js';
import { DescribeThemesAnew } from './theme/describe-anew.command.js';
import { DescribeThemes } from './theme/describe-theme.command.js';
import { MergeThemes } from './theme/merge-theme.command.js';
import { RenameThemes } from './theme/rename-theme.command.js';
import { SplitThemes } from './theme/split-theme.command.js';
import { themeExamples } from './theme/theme-examples.view.js';
import { themes, ThemesRoute } from './theme/themes.view.js';
import { UnmergeThemes } from './theme/unmerge-theme.command.js';

/** The same for all that read items: so themes are learnt, and kept, once. */
const vocabularyIn = memoiseLast(vocabularyOf);

/** What an item says: language, sentiment, signals and themes. @param model null: the built-in interpreter reads */
export const enrichmentBy = (model: ModelConfig | null): ServiceDefinition => ({
  name: 'enrichment',
  routes: [
    DescribeThemes, // POST /v1/themes
    DescribeThemesAnew, // POST /v1/themes/{id}/describe
    RenameThemes, // POST /v1/themes/{id}/rename
    MergeThemes, // POST /v1/themes/{id}/merge
    UnmergeThemes, // POST /v1/themes/{id}/unmerge
    SplitThemes, // POST /v1/themes/{id}/split
    ThemesRoute, // GET /v1/themes
    NameCompetitors, // POST /v1/competitors
    CompetitorsRoute, // GET /v1/competitors
    ChooseLanguages, // POST /v1/languages
    LanguagesRoute, // GET /v1/languages
    EmergingRoute, // GET /v1/themes/emerging
    ClustersRoute, // GET /v1/clusters
    MakeThemes, // POST /v1/clusters/{clusterId}/theme
    InterpretationRoute, // GET /v1/interpretations/{itemId}
    CorrectInterpretations, // POST /v1/interpretations/{itemId}/corrections
    DuplicatesRoute, // GET /v1/items/{itemId}/duplicates
  ],
  views: [
    ...[themes, currentThemes, themeExamples, itemWords, withdrawnItem, waitingItem, competitorList],
    ...[languageChoice, mentions, uncategorisedItem],
  ],
  reactions: service => [
    model ? leaveToModel : interpretWhenCaptured(builtInInterpreter, vocabularyIn(service)), // KnowledgeItemCaptured → ItemInterpreted
  ],
  intakes: () => [],
  workers: service => [
    groupUncategorised(service), // ItemInterpreted without themes → clusters
    interpretWaiting(service, vocabularyIn(service), model), // KnowledgeItemCaptured that nobody has read → ItemInterpreted
  ],
  migrations: [Reading1764547200000, Clustering1764633600000, SentToModel1764720000000],
  sentOf,
});

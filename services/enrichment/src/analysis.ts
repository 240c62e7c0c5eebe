/** What other packages may use of the analysis: pure functions, no service needed. */
export { builtInInterpreter } from './language/built-in-interpreter.js';
export type { Interpretation, ThemeDefinition } from './language/interpreter.js';
export { duplicateIndex } from './duplicate/duplicate-index.js';
export { type Alert, emergingIn, type Mention } from './emerging/emerging.js';
export { checkOwnWeights } from './model/own-weights.js';
export { namedClustersOf } from './cluster/clusters.js';
export { languagesOf } from './cluster/languages.js';
export { languageNamed } from './language/language.js';
export { ALWAYS_EXPRESSED, TYPES_WITH_KIND } from './language/rule.js';
export { SENTIMENT_CLASSES } from './language/sentiment-model.js';
export { MODELLED_TYPES } from './language/signal-model.js';
export { readCorpus } from './training/data.js';
export { type OwnSignal, type OwnText, trainOwn } from './training/own.js';

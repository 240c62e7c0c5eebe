/** What other packages may use of the analysis: pure functions, no service needed. */
export { builtInInterpreter } from './language/built-in-interpreter.js';
export type { Interpretation, Interpreter, InterpretOptions, ThemeDefinition } from './language/interpreter.js';
export { type DuplicateIndex, duplicateIndex } from './duplicate/duplicate-index.js';
export { type Fingerprint, fingerprintOf, similarityOf } from './duplicate/fingerprint.js';
export { type Alert, emergingIn, type Mention } from './emerging/emerging.js';
export { judge, type Judged, type ThemeCount } from './emerging/judge.js';
export { type Cluster, clustersOf, type ClusterText } from './cluster/clusters.js';
export { languagesOf } from './cluster/languages.js';
export { SENTIMENTS } from './language/sentiment-model.js';
export { type OwnText, trainOwn } from './training/own.js';

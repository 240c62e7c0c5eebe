import { languagesOf, namedClustersOf } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { filterCommand, handler, type Io } from '../call.js';
import { answerAll, textIn } from '../ndjson.js';

interface Answer {
  /** From 1, in the order of their first lines; null for a text that is like no other. */
  cluster: number | null;
  /** Null for a cluster in which no two texts share a word. */
  name?: string | null;
}

export const cluster = (io: Io): Command =>
  filterCommand(
    io,
    'cluster',
    'Group texts by what they are about: {"cluster": …, "name": …}, or {"cluster": null} for a text that is like no other.',
  ).action(handler(io, () => answerAll(io, textIn, answersTo)));

function answersTo(texts: string[]): Answer[] {
  const languages = languagesOf(texts);
  const answers: Answer[] = texts.map(() => ({ cluster: null }));
  const clusters = namedClustersOf(texts.map((text, nth) => ({ text, language: languages[nth]! })));
  clusters.forEach(({ name, members }, nth) => {
    for (const member of members) answers[member] = { cluster: nth + 1, name };
  });
  return answers;
}

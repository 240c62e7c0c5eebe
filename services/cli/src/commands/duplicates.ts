import { duplicateIndex } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { filterCommand, handler, type Io } from '../call.js';
import { answerEach, textIn } from '../ndjson.js';

export const duplicates = (io: Io): Command =>
  filterCommand(
    io,
    'duplicates',
    'Tell of each text which one it repeats: {"duplicateOf": …} is the line of the first such text, or null.',
  ).action(
    handler(io, () => {
      const index = duplicateIndex();
      return answerEach(io, textIn, (text, line) => ({ duplicateOf: index.firstOf(text, line) }));
    }),
  );

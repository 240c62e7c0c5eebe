import { duplicateIndex } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { doing, filtering, type Io } from '../call.js';
import { answerEach, textIn } from '../ndjson.js';

export const duplicates = (io: Io): Command =>
  filtering(
    io,
    'duplicates',
    'Tell of each text which one it repeats: {"duplicateOf": …} is the line of the first such text, or null.',
  ).action(
    doing(io, () => {
      const index = duplicateIndex();
      return answerEach(io, textIn, (text, line) => ({ duplicateOf: index.firstOf(text, line) }));
    }),
  );

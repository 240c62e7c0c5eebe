import { builtInInterpreter, checkOwnWeights, type Interpretation } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { readCompetitors, readLanguages, readTaxonomy } from '../analysis-files.js';
import { filterCommand, handler, type Io } from '../call.js';
import { LineFault } from '../lines.js';
import { answerEach, type Check, textIn } from '../ndjson.js';

interface Asked {
  text: string;
  locale: string | null;
}

export const analyse = (io: Io): Command =>
  filterCommand(io, 'analyse', 'Tell what each text says: language, sentiment, signals with their spans, themes.')
    .option('--taxonomy <file>', 'the themes: JSON or NDJSON, themes with examples or texts with a label')
    .option('--competitors <file>', 'whose names are competitors: one a line, or a JSON list')
    .option('--languages <list>', 'which languages there are', 'en,de,zh')
    .action(
      handler(io, async call => {
        checkOwnWeights(io.env);
        const languages = readLanguages(call.text('languages') ?? '');
        const options = {
          themes: await readTaxonomy(call.text('taxonomy')),
          competitors: await readCompetitors(call.text('competitors')),
          languages,
        };
        return answerEach(io, check, async ({ text, locale }) =>
          answerOf(await builtInInterpreter.interpret(text, { ...options, locale })),
        );
      }),
    );

const check: Check<Asked> = document => ({ text: textIn(document), locale: localeIn(document) });

function localeIn({ locale = null }: Record<string, unknown>): string | null {
  if (locale !== null && typeof locale !== 'string') throw new LineFault('body-invalid', '/locale must be a string.');
  return locale;
}

function answerOf({ themes, nearestTheme, ...read }: Interpretation): object {
  return { ...read, themes: themes.map(named), nearestTheme: nearestTheme && named(nearestTheme) };
}

/** Without the id: a theme from a file has none. */
const named = ({ theme, confidence }: Interpretation['themes'][number]): object => ({ theme, confidence });

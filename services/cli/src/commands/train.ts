import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { languagesOf, type OwnText, SENTIMENTS, trainOwn } from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { type Call, command, doing, type Io } from '../call.js';
import { Ending, EXIT } from '../ending.js';
import { LineFault } from '../lines.js';
import { type Check, faultLine, readLines, textIn } from '../ndjson.js';

type Labelled = Pick<OwnText, 'text' | 'sentiment'>;

export const train = (io: Io): Command =>
  command(
    io,
    'train',
    'Train sentiment on texts of your own, beside the corpus that comes with ckm: NDJSON with `text` and `sentiment` (positive, neutral, negative) on stdin.',
  )
    .requiredOption('--out <folder>', 'where the weights go; CKM_WEIGHTS=<folder> uses them')
    .action(
      doing(io, async call => {
        const { labelled, isGood } = await read(io);
        if (labelled.length === 0) throw new Ending(EXIT.no, 'there is no text to train on');
        report(call, trainOwn(inLanguages(labelled), pathToFileURL(`${resolve(call.text('out') ?? '')}/`)));
        return isGood;
      }),
    );

async function read(io: Io): Promise<{ labelled: Labelled[]; isGood: boolean }> {
  const labelled: Labelled[] = [];
  let isGood = true;
  for await (const line of readLines(io.input, check)) {
    if ('value' in line) labelled.push(line.value);
    else {
      isGood = false;
      io.complain(faultLine(line.fault, line.line));
    }
  }
  return { labelled, isGood };
}

const check: Check<Labelled> = document => ({ text: textIn(document), sentiment: sentimentIn(document) });

function sentimentIn({ sentiment }: Record<string, unknown>): Labelled['sentiment'] {
  const found = SENTIMENTS.find(label => label === sentiment);
  if (!found) throw new LineFault('body-invalid', `/sentiment must be one of ${SENTIMENTS.join(', ')}.`);
  return found;
}

/** A text in none of our languages has no model. */
function inLanguages(labelled: readonly Labelled[]): OwnText[] {
  const languages = languagesOf(labelled.map(({ text }) => text));
  return labelled.flatMap((each, nth) => {
    const language = languages[nth]!;
    return language === 'und' ? [] : [{ ...each, language }];
  });
}

function report(call: Call, made: ReturnType<typeof trainOwn>): void {
  const lines = made.map(
    ({ file, texts, figures }) =>
      `${file}: ${texts} texts; a fifth left out at a time, macro-F1 ${figures['macro-F1']} %, right ${figures.micro} %`,
  );
  call.show(made, lines);
}

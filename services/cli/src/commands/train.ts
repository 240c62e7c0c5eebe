import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { EXPRESSIONS, SIGNAL_KINDS } from '@ckm/contracts';
import {
  ALWAYS_EXPRESSED,
  languagesOf,
  MODELLED_TYPES,
  TYPES_WITH_KIND,
  type OwnSignal,
  type OwnText,
  SENTIMENT_CLASSES,
  trainOwn,
} from '@ckm/enrichment/analysis';
import type { Command } from 'commander';
import { type Call, command, handler, type Io } from '../call.js';
import { EXIT, ExitError } from '../exit.js';
import { LineFault } from '../lines.js';
import { type BadLine, type Check, faultLine, type Line, readLines, textIn } from '../ndjson.js';

type Labelled = Omit<OwnText, 'language'>;

/** The figures of a model that are shown. */
const SHOWN = ['macro-F1', 'micro', 'expressed F1', 'implied F1'];

export const train = (io: Io): Command =>
  command(
    io,
    'train',
    'Train on texts of your own, beside the corpus that comes with ckm: NDJSON on stdin with `text` and `sentiment` (positive, neutral, negative), `signals` (a list of `type`, `start`, `end`), or both.',
  )
    .requiredOption('--out <folder>', 'where the weights go; CKM_WEIGHTS=<folder> uses them')
    .action(
      handler(io, async call => {
        const { texts, isGood } = await read(io);
        if (texts.length === 0) throw new ExitError(EXIT.no, 'there is no text to train on');
        const folder = pathToFileURL(`${resolve(call.text('out') ?? '')}/`);
        const made = trainOwn(texts, folder, {
          corpusOf: io.corpusOf,
          tell: (part, ...of) => call.progress.show(...of, part),
        });
        call.progress.end();
        report(call, made);
        return isGood;
      }),
    );

async function read(io: Io): Promise<{ texts: OwnText[]; isGood: boolean }> {
  const labelled: Line<Labelled>[] = [];
  let isGood = true;
  const leaveOut = ({ line, fault }: BadLine): void => {
    isGood = false;
    io.complain(faultLine(fault, line));
  };
  for await (const line of readLines(io.input, check)) {
    if ('value' in line) labelled.push(line);
    else leaveOut(line);
  }
  return { texts: inLanguages(labelled, leaveOut), isGood };
}

const check: Check<Labelled> = document => {
  const text = textIn(document);
  const { sentiment = null, signals = null } = document;
  if (sentiment === null && signals === null)
    throw new LineFault('body-invalid', 'A line says its sentiment, its signals, or both.');
  return {
    text,
    sentiment: sentiment === null ? null : oneOf(SENTIMENT_CLASSES, sentiment, '/sentiment'),
    signals: signals === null ? null : signalsIn(signals, text),
  };
};

function oneOf<Value extends string>(values: readonly Value[], given: unknown, pointer: string): Value {
  const found = values.find(value => value === given);
  if (!found) throw new LineFault('body-invalid', `${pointer} must be one of ${values.join(', ')}.`);
  return found;
}

function signalsIn(given: unknown, text: string): OwnSignal[] {
  if (!Array.isArray(given)) throw new LineFault('body-invalid', '/signals must be a list.');
  return given.map((one: unknown, nth) => {
    const { type, kind = null, expression = 'EXPRESSED', start, end } = Object(one) as Record<string, unknown>;
    const at = `/signals/${nth}`;
    if (!isSpanOf(text, start, end))
      throw new LineFault(
        'body-invalid',
        `${at} must have a start and an end within the text, counted in UTF-16 units.`,
      );
    const signal = {
      type: oneOf(MODELLED_TYPES, type, `${at}/type`),
      kind: kind === null ? null : oneOf(SIGNAL_KINDS, kind, `${at}/kind`),
      expression: oneOf(EXPRESSIONS, expression, `${at}/expression`),
      start: start as number,
      end: end as number,
    };
    checkCombination(signal, at);
    return signal;
  });
}

function checkCombination({ type, kind, expression }: OwnSignal, at: string): void {
  if (kind !== null && !TYPES_WITH_KIND.includes(type))
    throw new LineFault('body-invalid', `${at}/kind must be left out: ${type} is of no kind.`);
  if (expression === 'IMPLIED' && ALWAYS_EXPRESSED.includes(type))
    throw new LineFault('body-invalid', `${at}/expression must be EXPRESSED: nobody implies ${type}.`);
}

const isSpanOf = (text: string, start: unknown, end: unknown): boolean =>
  Number.isInteger(start) &&
  Number.isInteger(end) &&
  0 <= Number(start) &&
  Number(start) < Number(end) &&
  Number(end) <= text.length;

/** Texts in English, German or Chinese; others are left out, as there is no model for them. */
function inLanguages(labelled: readonly Line<Labelled>[], leaveOut: (line: BadLine) => void): OwnText[] {
  const languages = languagesOf(labelled.map(({ value }) => value.text));
  return labelled.flatMap(({ line, id, value }, nth) => {
    const language = languages[nth]!;
    if (language !== 'und') return [{ ...value, language }];
    leaveOut({ line, id, fault: new LineFault('body-invalid', '/text must be in English, German or Chinese.') });
    return [];
  });
}

function report(call: Call, made: ReturnType<typeof trainOwn>): void {
  const lines = made.map(({ file, texts, figures }) => {
    const shown = SHOWN.filter(name => name in figures).map(name => `${name} ${figures[name]} %`);
    return `${file}: ${texts} texts${shown.length > 0 ? `; a fifth left out at a time: ${shown.join(', ')}` : ''}`;
  });
  call.show(made, lines);
}

import type { Span } from '@ckm/contracts';
import { withoutArtefacts } from './artefacts.js';

/** `text === whole.slice(span.start, span.end)`, without white space around it. */
export interface Sentence {
  text: string;
  span: Span;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const ABBREVIATIONS =
  /(?:^|[\s(])(?:[a-z]|z\. ?B|d\. ?h|u\. ?a|bzw|ca|lt|Stk|Std|ggf|evtl|vgl|inkl|exkl|zzgl|Nr|Tel|Dr|Prof|Hr|Fr|Abt|Mio|Mrd|St|[\p{L}-]{0,9}[Ss]tr|e\.g|i\.e|approx|incl|Mr|Mrs|Ms|(?:Mr|Mrs|Ms|Dr|Hr|Fr)\.? [A-Z]|Sr|vs)\. *$/u;
/** Abbreviations before a number; elsewhere each may be an answer, a name, or the end of a sentence. */
const NUMBERED = /(?:^|[\s(])(?:No|[Mm]ax|[Mm]in|[Mm]ind|Abs|Art|S|Jan|Feb|Apr|Aug|Sept?|Okt|Oct|Nov|Dez|Dec)\. *$/;
/** Abbreviations that as often end a sentence: what follows (`GOING_ON`) decides. */
const MAY_END = /(?:^|[\s(])(?:Jr|Co|Inc|Ltd|U\.S|[ap]\.m)\. *$/;
const GOING_ON =
  /^(?:[\p{Ll}\d,(&]|(?:KG|KGaA|OHG|Bank|Army|Postal|Embassy|Customs|Dollars?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!\p{L}))/u;
const ORDINAL = /(?<![\d.,])\d{1,2}\. *$/;
/** What follows a German ordinal: 3. März, 3. Stock. */
const COUNTED =
  /^(?:Stock(?:werk)?|Etage|OG|UG|Klasse|Tag|Woche|Termin|Versuch|Anruf|Jan(?:uar)?|Jänner|Feb(?:ruar)?|März|Maerz|Mrz|Apr(?:il)?|Mai|Juni?|Juli?|Aug(?:ust)?|Sept?(?:ember)?|Okt(?:ober)?|Nov(?:ember)?|Dez(?:ember)?)(?!\p{L})/u;
const LONGEST_COUNTED = 9;
const BROKEN_LINE = /[\p{L},]\r?\n$/u;
/** A shorter line was broken by its author, not by a mail program. */
const WRAPPED_FROM = 50;
/** In characters: the segmenter is given so much at a time. */
const WINDOW = 1_000;

/** The sentences of a text, in order; between them is only white space, spelt out (`\n`) or not. */
export function sentencesOf(original: string): Sentence[] {
  const text = withoutArtefacts(original);
  const sentences: Sentence[] = [];
  let open = 0;
  let lineStart = 0;
  const starts = startsIn(text);
  starts.forEach((_, nth) => {
    const end = starts[nth + 1] ?? text.length;
    if (
      end < text.length &&
      goesOn(text.slice(open, end), end - lineStart, text.slice(end, end + LONGEST_COUNTED + 1))
    ) {
      lineStart = end;
      return;
    }
    const span = trimmed(text, open, end);
    if (span) sentences.push({ text: original.slice(span.start, span.end), span });
    open = lineStart = end;
  });
  return sentences;
}

const startsIn = (text: string): number[] =>
  [...text.matchAll(/[^\r\n]+(?:\r\n|\r|\n)?/g)]
    .filter(([line]) => line.trim() !== '')
    .flatMap(({ 0: line, index }) => startsInLine(line).map(start => index + start));

// Window by window: the segmenter takes quadratic time over a long text.
function startsInLine(line: string): number[] {
  const starts: number[] = [];
  for (let from = 0, size = WINDOW; from < line.length;) {
    const found = [...segmenter.segment(line.slice(from, from + size))].map(segment => from + segment.index);
    if (from + size >= line.length) return [...starts, ...found];
    // The last sentence may go on beyond the window.
    const last = found.pop() ?? from;
    starts.push(...found);
    size = last === from ? size * 2 : WINDOW;
    from = last;
  }
  return starts;
}

const goesOn = (soFar: string, lineLength: number, next: string): boolean =>
  isInside(soFar.slice(-12), next) ||
  (lineLength >= WRAPPED_FROM && BROKEN_LINE.test(soFar.slice(-4)) && /^\p{Ll}/u.test(next));

/** Whether the full stop belongs to an abbreviation or a number, and ends no sentence. */
const isInside = (end: string, next: string): boolean =>
  ABBREVIATIONS.test(end) ||
  (MAY_END.test(end) && GOING_ON.test(next)) ||
  (NUMBERED.test(end) && /^\d/.test(next)) ||
  (ORDINAL.test(end) && COUNTED.test(next));

function trimmed(text: string, from: number, to: number): Span | null {
  const raw = text.slice(from, to);
  const start = from + raw.length - raw.trimStart().length;
  const end = from + raw.trimEnd().length;
  return end > start ? { start, end } : null;
}

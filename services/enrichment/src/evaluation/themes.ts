import type { ThemeDefinition } from '../language/interpreter.js';
import { sentencesOf } from '../language/sentences.js';
import { type Matched, themesIn } from '../theme/theme-matcher.js';
import { readNdjson } from '../training/data.js';
import type { Measurement } from './measurement.js';
import { samplerOf } from './sampler.js';
import { randomSplit } from './random-split.js';

export interface EvaluateThemesOptions {
  /** Holds `train/` with NDJSON of `text` and `label`. */
  dataFolder: string;
  /** Of the splits and samples. */
  seed: number;
}

interface Labelled {
  text: string;
  label: string;
}

interface Drawn {
  /** The taxonomy: its source, themes × examples at most. */
  where: string;
  themes: ThemeDefinition[];
  own: Labelled[];
  foreign: Record<string, Labelled[]>;
}

/** The share of a file that is held out. */
const HELD_OUT = 0.2;
const ALL = Infinity;
const AT_MOST = 1_000;
const LENGTH = 200;
const ACCURACY: Record<string, { aim: number; floor: number }> = {
  all: { aim: 0.92, floor: 0.9 },
  '16': { aim: 0.82, floor: 0.78 },
};
const FOREIGN = { aim: 0.9, floor: 0.8 };
const REFUSED = { aim: 0.05, floor: 0.08 };
const NONE = { aim: null, floor: null };
/** Intents that a bank's taxonomy may hold as well: no foreign texts to it. */
const OF_BANKS = new Set(
  `freeze_account routing pin_change bill_due pay_bill account_blocked interest_rate min_payment bill_balance transfer order_checks balance
  spending_history transactions report_fraud replacement_card_duration expiration_date damaged_card improve_credit_score report_lost_card
  card_declined credit_limit_change apr redeem_rewards credit_limit rewards_balance application_status credit_score new_card
  international_fees exchange_rate direct_deposit income payday taxes w2 rollover_401k`.split(/\s+/),
);

/**
 * Accuracy of the nearest theme before and after rejection, and the share of foreign and of own texts that are rejected: each on a fifth of a
 * file that was held out with its near-duplicates. Foreign to a bank's themes are the intents of an assistant, and the reverse.
 */
export async function evaluateThemes({ dataFolder, seed }: EvaluateThemesOptions): Promise<Measurement[]> {
  const banking = randomSplit(read(dataFolder, 'themes-en-banking77'), HELD_OUT, seed);
  const assistant = read(dataFolder, 'themes-en-clinc150').filter(({ label }) => !OF_BANKS.has(label));
  const outOfScope = assistant.filter(({ label }) => label === 'oos');
  const intents = randomSplit(
    assistant.filter(({ label }) => label !== 'oos'),
    HELD_OUT,
    seed,
  );
  const toBanks = { 'other intents': intents.test, 'out of scope': outOfScope };
  const toAssistants = { 'banking texts': banking.test, 'out of scope': outOfScope };
  const rows: Measurement[] = [];
  for (const [themes, examples] of [
    [ALL, ALL],
    [ALL, 16],
    [ALL, 8],
    [30, 16],
    [10, 16],
    [10, 5],
    [3, ALL],
    [3, 5],
    [3, 1],
  ] as const) {
    rows.push(...(await measured(drawn('banking77', { ...banking, themes, examples, seed }, toBanks))));
    rows.push(...(await measured(drawn('clinc150', { ...intents, themes, examples, seed }, toAssistants))));
  }
  return rows;
}

const read = (dataFolder: string, name: string): Labelled[] => readNdjson(`${dataFolder}/train/${name}.ndjson`);

interface Draw {
  train: Labelled[];
  test: Labelled[];
  themes: number;
  examples: number;
  seed: number;
}

function drawn(source: string, { train, test, themes, examples, seed }: Draw, foreign: Drawn['foreign']): Drawn {
  const labels = samplerOf(seed)
    .shuffled([...new Set(train.map(({ label }) => label))].sort())
    .slice(0, themes);
  const inOrder = samplerOf(seed).shuffled(train);
  return {
    where: `${source} ${labels.length} × ${examples === ALL ? 'all' : examples}`,
    themes: labels.map(label => ({
      themeId: label,
      name: label.replaceAll('_', ' '),
      description: '',
      examples: inOrder
        .filter(one => one.label === label)
        .slice(0, examples)
        .map(({ text }) => ({ language: 'en' as const, text })),
    })),
    own: test.filter(({ label }) => labels.includes(label)),
    foreign,
  };
}

async function measured({ where, themes, own, foreign }: Drawn): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  const add = (what: string, value: number, count: number, aims: { aim: number | null; floor: number | null } = NONE) =>
    void rows.push({ what, where, value, count, ...aims });
  const training = await trained(themes);
  const read = await Promise.all(own.map(async ({ text, label }) => ({ label, ...(await matched(text, themes)) })));
  const kept = read.filter(one => one.themes.length > 0);
  const aims = themes.length >= 77 && where.startsWith('banking') ? ACCURACY[where.split(' × ')[1]!] : NONE;
  add('themes: nearest is right', shareOf(read, isRight), read.length, aims ?? NONE);
  add(
    'themes: given and first is right',
    shareOf(read, one => one.themes.length > 0 && isRight(one)),
    read.length,
  );
  add('themes: given per text', kept.reduce((sum, one) => sum + one.themes.length, 0) / kept.length, kept.length);
  add('themes: own texts refused', 1 - kept.length / read.length, read.length, REFUSED);
  for (const [kind, all] of Object.entries(foreign)) {
    const texts = samplerOf(1).shuffled(all).slice(0, AT_MOST);
    const answers = await Promise.all(texts.map(({ text }) => matched(text, themes)));
    add(`themes: foreign texts refused: ${kind}`, shareOf(answers, isRefused), texts.length, FOREIGN);
  }
  add('themes: training, seconds', training.seconds, themes.length);
  add('themes: others wait in training, ms at most', training.longestWait, themes.length);
  add('themes: µs per text of 200 characters', await microseconds(own, themes), own.length);
  return rows;
}

const isRight = ({ label, nearestTheme }: Matched & { label: string }): boolean => nearestTheme?.themeId === label;
const isRefused = ({ themes }: Matched): boolean => themes.length === 0;
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;

const piecesOf = (text: string) =>
  sentencesOf(text).map(sentence => ({ text: sentence.text, language: 'en' as const }));
const matched = (text: string, themes: ThemeDefinition[]): Promise<Matched> => themesIn(piecesOf(text), themes);

/** The first text waits until its themes are learnt, while a timer ticks as a consumer's heartbeat does. In processor time. */
async function trained(themes: ThemeDefinition[]): Promise<{ seconds: number; longestWait: number }> {
  const from = milliseconds();
  let last = from;
  let longestWait = 0;
  const tick = (): void => {
    longestWait = Math.max(longestWait, milliseconds() - last);
    last = milliseconds();
  };
  const clock = setInterval(tick, 1);
  await matched('a', themes);
  tick();
  clearInterval(clock);
  return { seconds: (milliseconds() - from) / 1_000, longestWait };
}

async function microseconds(texts: Labelled[], themes: ThemeDefinition[]): Promise<number> {
  const long = texts.map((_, nth) =>
    [0, 1, 2, 3, 4, 5, 6]
      .map(more => texts[(nth + more) % texts.length]!.text)
      .join(' ')
      .slice(0, LENGTH),
  );
  const pieces = long.filter(text => text.length === LENGTH).map(piecesOf);
  const from = milliseconds();
  for (const one of pieces) await themesIn(one, themes);
  return ((milliseconds() - from) * 1_000) / pieces.length;
}

const milliseconds = (): number => process.cpuUsage().user / 1_000;

import { ONE_IN_TEN } from '../evaluation/metrics.js';
import { type Group, groupOfRule } from '../language/signal-model.js';
import type { LabelledText } from './signal-examples.js';

/** The rate, taken for natural, of what implies a need where none is expressed. */
export const ONE_IN_THREE = 1 / 3;
/** Half of the corpus that needs nothing only looks like a need, on purpose; of what customers write it is taken to be a tenth. */
export const HARD_IN_NATURE = 0.2;

const RATES: Record<Group, number> = { expressed: ONE_IN_TEN, implied: ONE_IN_THREE };
/** A rule is to be right at least as often as wrong: F1 on the own corpus, a domain left out at a time, hardly moves between .4 and .7; reviews of apps that nothing was trained on are told best at .5. */
const LEAST: Record<Group, number> = { expressed: 0.5, implied: 0 };

/** The ids of the rules that are right often enough, at the natural rate of needs, to be believed before a model is sure. */
export const believedRules = (texts: readonly LabelledText[], least = LEAST): string[] =>
  (['expressed', 'implied'] as const)
    .flatMap(group => {
      const asked = texts.filter(({ need }) => group === 'expressed' || need !== 'expressed');
      const isSo = ({ need }: LabelledText): boolean => need === group;
      const right = sharesOf(asked.filter(isSo), group);
      const wrong = sharesOf(
        asked.filter(text => !isSo(text)),
        group,
      );
      const rate = RATES[group];
      return [...right]
        .filter(([id, share]) => precisionOf(share * rate, (wrong.get(id) ?? 0) * (1 - rate)) >= least[group])
        .map(([id]) => id);
    })
    .sort();

const precisionOf = (right: number, wrong: number): number => right / (right + wrong);

/** Of each rule of a group: in which share of the texts it hits. */
function sharesOf(texts: readonly LabelledText[], group: Group): Map<string, number> {
  const hits = new Map<string, number>();
  let total = 0;
  for (const { isHard, sentences } of texts) {
    const weight = isHard ? HARD_IN_NATURE : 1;
    total += weight;
    const rules = sentences.flatMap(sentence => sentence.hits);
    const own = rules.filter(rule => groupOfRule(rule) === group);
    for (const id of new Set(own.map(rule => rule.id))) hits.set(id, (hits.get(id) ?? 0) + weight);
  }
  return new Map([...hits].map(([id, count]) => [id, count / total]));
}

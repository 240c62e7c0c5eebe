import { ONE_IN_TEN } from '../evaluation/metrics.js';
import { type Group, groupOfRule } from '../language/signal-model.js';
import { weightsOf } from './hard-negatives.js';
import type { LabelledText } from './signal-examples.js';

/** The assumed natural rate of texts that imply a need, among those that express none. */
export const ONE_IN_THREE = 1 / 3;

const RATES: Record<Group, number> = { expressed: ONE_IN_TEN, implied: ONE_IN_THREE };
/** The least precision of a believed rule: leave-one-domain-out F1 on the own corpus hardly moves between .4 and .7; on reviews of apps that nothing was trained on it is best at .5. */
const LEAST_PRECISION: Record<Group, number> = { expressed: 0.5, implied: 0 };

/** The ids of the rules that are precise enough, at the natural rate of needs, to be followed before a model is sure. */
export function believedRules(texts: readonly LabelledText[]): string[] {
  const weightOf = weightsOf(texts);
  return (['expressed', 'implied'] as const)
    .flatMap(group => {
      const candidates = texts.filter(({ need }) => group === 'expressed' || need !== 'expressed');
      const positives = candidates.filter(({ need }) => need === group);
      const negatives = candidates.filter(({ need }) => need !== group);
      const falsePositiveRates = hitRates(negatives, group, weightOf);
      const rate = RATES[group];
      return [...hitRates(positives, group, weightOf)]
        .filter(([id, recall]) => {
          const right = recall * rate;
          const wrong = (falsePositiveRates.get(id) ?? 0) * (1 - rate);
          return right / (right + wrong) >= LEAST_PRECISION[group];
        })
        .map(([id]) => id);
    })
    .sort();
}

/** Rule of a group → the weighted share of the texts in which it hits. */
function hitRates(
  texts: readonly LabelledText[],
  group: Group,
  weightOf: (text: LabelledText) => number,
): Map<string, number> {
  const hits = new Map<string, number>();
  let total = 0;
  for (const text of texts) {
    const weight = weightOf(text);
    total += weight;
    const rules = text.sentences.flatMap(sentence => sentence.hits);
    const own = rules.filter(rule => groupOfRule(rule) === group);
    for (const id of new Set(own.map(rule => rule.id))) hits.set(id, (hits.get(id) ?? 0) + weight);
  }
  return new Map([...hits].map(([id, count]) => [id, count / total]));
}

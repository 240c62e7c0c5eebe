import type { Signal } from '@ckm/contracts';
import type { Readable } from './language.js';
import { plainText } from './plain-text.js';
import type { Rule } from './rule.js';
import { german } from './rules.de.js';
import { english } from './rules.en.js';
import { chinese } from './rules.zh.js';
import type { Sentence } from './sentences.js';
import { sentimentOf } from './sentiment.js';

const RULES: Record<Readable, Rule[]> = { en: english, de: german, zh: chinese };

/** What a sentence says, at most one signal of a type: what was said before what is implied, then the surest. */
export function signalsIn({ text, span }: Sentence, language: Readable): Signal[] {
  const plain = plainText(text);
  const best = new Map<string, Rule>();
  for (const rule of RULES[language])
    if (rule.when.test(plain) && !rule.unless?.test(plain) && isBetter(rule, best.get(rule.type)))
      best.set(rule.type, rule);
  if (best.size === 0) return [];
  const sentiment = sentimentOf(text, language);
  return [...best.values()].map(({ id, type, kind, confidence, because }) => ({
    type,
    kind,
    expression: because ? 'IMPLIED' : 'EXPRESSED',
    span,
    text,
    sentiment,
    confidence,
    rule: id,
    rationale: because,
  }));
}

const isBetter = (rule: Rule, than: Rule | undefined): boolean => !than || rank(rule) > rank(than);

const rank = ({ because, confidence }: Rule): number => (because ? 0 : 1) + confidence;

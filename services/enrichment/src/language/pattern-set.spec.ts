import { jest } from '@jest/globals';
import { readCorpus } from '../training/data.js';
import { matchingForm } from './compiled-pattern.js';
import { germanCues } from './cues.de.js';
import { englishCues } from './cues.en.js';
import { chineseCues } from './cues.zh.js';
import { NGRAM_RANGES, ngramsOf } from './ngrams.js';
import { READABLE } from './language.js';
import { PatternSet } from './pattern-set.js';
import { plainText } from './plain-text.js';
import { requiredLiteralsOf } from './required-literals.js';
import { germanRules } from './rules.de.js';
import { englishRules } from './rules.en.js';
import { chineseRules } from './rules.zh.js';

const PATTERNS = {
  en: [...englishRules, ...englishCues],
  de: [...germanRules, ...germanCues],
  zh: [...chineseRules, ...chineseCues],
};

describe('a set of patterns', () => {
  it.each(READABLE)('finds what each of them finds alone, in every line of the corpus in %s', language => {
    const patterns = PATTERNS[language];
    const set = new PatternSet(patterns, NGRAM_RANGES[language]);
    for (const { text } of readCorpus(language)) {
      const plain = plainText(text);
      const form = matchingForm(plain, language);
      const found = set.matching(form, ngramsOf(plain, language));
      expect(found).toEqual(patterns.filter(({ when }) => when.test(form)));
    }
  });

  // The n-grams are those of the plain text: such a pattern would never be tried.
  it.each(['en', 'de'] as const)('has no required literal that one byte cannot hold, in %s', language => {
    const literals = PATTERNS[language].flatMap(({ when }) => requiredLiteralsOf(when) ?? []);
    expect(literals.filter(literal => /[\u0080-\u009f¤ÿ]/.test(literal))).toEqual([]);
  });

  it('tries only those alternatives whose required literals the text may hold', () => {
    const patterns = ['late|slow', 'parcel.{0,9} lost', '\\d', '[|]|(?:a|again)\\|'].map(source => ({
      when: new RegExp(source, 'u'),
    }));
    const set = new PatternSet(patterns, NGRAM_RANGES.en);
    const tried: string[] = [];
    const test = jest.spyOn(RegExp.prototype, 'test').mockImplementation(function (this: RegExp) {
      tried.push(this.source);
      return this.source === 'late';
    });
    const found = set.matching('late again', ngramsOf('late again', 'en'));
    test.mockRestore();
    expect(found).toEqual([patterns[0]]);
    expect(tried).toEqual(['late', '\\d', '[|]', '(?:a|again)\\|']);
  });
});

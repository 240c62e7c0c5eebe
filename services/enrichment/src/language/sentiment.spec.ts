import type { Sentiment } from '@ckm/contracts';
import { READABLE, type Readable } from './language.js';
import { EMOJI } from './lexicon.js';
import { sentimentOfAll } from './sentiment.js';
import { sentimentProbabilities } from './sentiment-model.js';

const sentimentOf = (text: string, language: Readable): Sentiment => sentimentOfAll([{ text, language }]);
const score = (language: Readable, text: string): number => sentimentOf(text, language).score;

describe('sentiment', () => {
  it.each<[Readable, string, string]>([
    ['en', 'positive', 'Great service, the technician was friendly and quick.'],
    ['en', 'positive', 'No problems at all so far'],
    ['en', 'positive', 'thx, works and very quiet 👍'],
    ['en', 'positive', 'Not cheap, but worth every penny'],
    ['en', 'negative', 'Useless. Third jam this week and nobody answers 😡'],
    ['en', 'negative', 'The scanner does not work'],
    ['en', 'negative', 'My bag is lost and nobody answers the phone'],
    ['en', 'neutral', 'The copier stands on the second floor.'],
    ['en', 'neutral', 'Which toner fits the MX-3070?'],
    ['en', 'neutral', 'It is ok'],
    ['de', 'positive', 'Tolles Gerät, läuft leise und zuverlässig!'],
    ['de', 'positive', 'Der Techniker war sehr nett, keine Probleme mehr.'],
    ['de', 'positive', 'super schoener ausdruck'],
    ['de', 'negative', 'Gefällt mir gar nicht'],
    ['de', 'negative', 'Der Drucker druckt nicht'],
    ['de', 'negative', 'Absoluter Schrott, ich bin enttäuscht.'],
    ['de', 'negative', 'das geht ja mal gar nicht 👎'],
    ['de', 'neutral', 'Die Filiale ist in der Hauptstraße.'],
    ['zh', 'positive', '师傅很专业，修得又快又好，非常满意'],
    ['zh', 'positive', '机器不错，没有任何问题'],
    ['zh', 'positive', '还行'],
    ['zh', 'negative', '太慢了，态度也差'],
    ['zh', 'neutral', '还行吧，一般般'],
    ['zh', 'negative', '不太好用'],
    ['zh', 'negative', '垃圾，要求退货😡'],
    ['zh', 'neutral', '打印机放在三楼。'],
  ])('%s is %s: "%s"', (language, label, text) => expect(sentimentOf(text, language).label).toBe(label));

  it('falls with a negation, and grows with an intensifier', () => {
    expect(score('en', 'the room was not good')).toBeLessThan(score('en', 'the room was good'));
    expect(score('en', 'not bad at all')).toBeGreaterThan(score('en', 'bad'));
    expect(score('de', 'nicht zufrieden')).toBeLessThan(score('de', 'zufrieden'));
    expect(score('zh', '非常满意')).toBeGreaterThan(score('zh', '不满意'));
    expect(score('zh', '还行吧')).toBeLessThan(score('zh', '非常好'));
  });

  it('is negative for irony by phrases that are known for it', () => {
    expect(score('de', 'Na super, schon wieder Verspätung')).toBeLessThan(score('de', 'super'));
    expect(score('de', 'Na super, schon wieder Verspätung')).toBeLessThan(0);
    expect(score('zh', '呵呵，服务可真好')).toBeLessThan(score('zh', '服务真好'));
  });

  it('is neutral for a greeting alone, and for punctuation', () => {
    const nothing = { label: 'neutral', score: 0 };
    expect(sentimentOf('Good morning, kind regards', 'en')).toEqual(nothing);
    expect(sentimentOf('Guten Morgen! Mit freundlichen Grüßen', 'de')).toEqual(nothing);
    expect(sentimentOf('您好', 'zh')).toEqual(nothing);
    expect(sentimentOf('… 12:30 –', 'en')).toEqual(nothing);
    expect(sentimentOf('👎👎', 'en').label).toBe('negative');
  });

  it('of emoji and ratings alone is theirs in any language, and grows with their number', () => {
    for (const [emoji, weight] of EMOJI)
      for (const language of READABLE)
        expect([emoji, sentimentOf(emoji, language)]).toEqual([
          emoji,
          { label: weight > 0 ? 'positive' : 'negative', score: score('en', emoji) },
        ]);
    expect(score('en', '🤮')).toBeLessThan(score('en', '👎'));
    expect(score('en', '👎👎')).toBeLessThan(score('en', '👎'));
    expect(score('de', '1/10')).toBe(-score('en', '★★★★★'));
    for (const even of ['👍👎', '2/10. 3/10. 8/10. 9/10.'])
      expect(sentimentOf(even, 'en')).toEqual({ label: 'neutral', score: 0 });
    expect(Math.abs(score('en', '👎'.repeat(3)))).toBeLessThan(0.9);
  });

  it('is neutral without evidence, with a score that is not 0', () => {
    const { label, score } = sentimentOf('constructor toString __proto__', 'en');
    expect(label).toBe('neutral');
    expect(score).not.toBe(0);
    expect(Math.abs(score)).toBeLessThan(0.2);
  });

  it('has a score that is a difference of probabilities, however long the text', () => {
    for (const text of ['ok', 'terrible awful '.repeat(500), 'lovely '.repeat(2_000)]) {
      const probabilities = sentimentProbabilities(text, 'en');
      expect(probabilities.reduce((sum, one) => sum + one)).toBeCloseTo(1, 9);
      expect(score('en', text)).toBeCloseTo(probabilities[2]! - probabilities[0]!, 3);
    }
  });

  it('of a mixed text weighs each language by its length', () => {
    const german = { text: 'Der Drucker ist schon wieder kaputt, so eine Frechheit!', language: 'de' as const };
    const english = { text: 'Thanks.', language: 'en' as const };
    expect(sentimentOfAll([german, english]).label).toBe('negative');
    expect(sentimentOfAll([german]).score).toBe(score('de', german.text));
    expect(sentimentOfAll([german, english]).score).toBeGreaterThan(sentimentOfAll([german]).score);
    expect(sentimentOfAll([])).toEqual({ label: 'neutral', score: 0 });
  });

  it('has a score with the sign of its label, however near to 0', () => {
    const [more, less] = ['.'.repeat(2_000), '.'.repeat(1_999)];
    const of = (en: string, de: string): unknown =>
      sentimentOfAll([
        { text: en, language: 'en' },
        { text: de, language: 'de' },
      ]);
    expect(of(`👍${more}`, `👎${less}`)).toEqual({ label: 'positive', score: 0.001 });
    expect(of(`👍${less}`, `👎${more}`)).toEqual({ label: 'negative', score: -0.001 });
  });
});

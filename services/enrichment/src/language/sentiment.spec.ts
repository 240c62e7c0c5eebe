import type { Readable } from './language.js';
import { feelingsIn, sentimentOf } from './sentiment.js';

const feel = (language: Readable, text: string): ReturnType<typeof sentimentOf> =>
  sentimentOf(feelingsIn(text, language));

describe('sentiment', () => {
  it.each<[Readable, string, string]>([
    ['en', 'positive', 'Great service, the technician was friendly and quick.'],
    ['en', 'positive', 'No problems at all so far'],
    ['en', 'positive', 'thx, works and very quiet 👍'],
    ['en', 'negative', 'Useless. Third jam this week and nobody answers 😡'],
    ['en', 'negative', 'The scanner does not work'],
    ['en', 'negative', 'not happy with the new lease'],
    ['en', 'neutral', 'The copier stands on the second floor.'],
    ['en', 'neutral', 'Which toner fits the MX-3070?'],
    ['de', 'positive', 'Tolles Gerät, läuft leise und zuverlässig!'],
    ['de', 'positive', 'Der Techniker war sehr nett, keine Probleme mehr.'],
    ['de', 'positive', 'super schoener ausdruck'],
    ['de', 'negative', 'Gefällt mir gar nicht'],
    ['de', 'negative', 'Der Drucker druckt nicht'],
    ['de', 'negative', 'Absoluter Schrott, ich bin enttäuscht.'],
    ['de', 'negative', 'das geht ja mal gar nicht 👎'],
    ['de', 'neutral', 'Der Drucker steht im Flur.'],
    ['zh', 'positive', '师傅很专业，修得又快又好，非常满意'],
    ['zh', 'positive', '机器不错，没有任何问题'],
    ['zh', 'negative', '太慢了，态度也差'],
    ['zh', 'negative', '不太好用'],
    ['zh', 'negative', '垃圾，要求退货😡'],
    ['zh', 'neutral', '打印机放在三楼。'],
  ])('%s is %s: "%s"', (language, label, text) => expect(feel(language, text).label).toBe(label));

  it('turns when it is denied, and grows with emphasis', () => {
    expect(feel('en', 'good').score).toBeGreaterThan(0);
    expect(feel('en', 'not good').score).toBeLessThan(0);
    expect(feel('en', 'very good').score).toBeGreaterThan(feel('en', 'good').score);
    expect(feel('de', 'ziemlich langsam').score).toBeGreaterThan(feel('de', 'extrem langsam').score);
    expect(feel('zh', '非常满意').score).toBeGreaterThan(feel('zh', '不满意').score);
  });

  it('counts a wish for something good for less than praise', () => {
    expect(feel('en', 'a quiet fan would be great').score).toBeLessThan(feel('en', 'the quiet fan is great').score);
    expect(feel('de', 'ein leises Gebläse wäre toll').score).toBeLessThan(feel('de', 'leises Gebläse, toll').score);
    expect(feel('zh', '希望打印清晰').score).toBeLessThan(feel('zh', '打印清晰').score);
  });

  it('hears nothing in a greeting', () => {
    expect(feel('en', 'Good morning, kind regards').score).toBe(0);
    expect(feel('de', 'Guten Morgen! Mit freundlichen Grüßen').score).toBe(0);
    expect(feel('zh', '您好').score).toBe(0);
  });

  it('does not deny across a comma', () => expect(feel('en', 'No, great machine').label).toBe('positive'));

  it('is continuous under a neutral label and zero without evidence', () => {
    const little = feel('en', 'The menu is slightly slow but handy');
    expect(little.label).toBe('neutral');
    expect(little.score).not.toBe(0);
    expect(feel('en', 'constructor toString __proto__')).toEqual({ label: 'neutral', score: 0 });
  });

  it('stays within −1 and 1, however much is said', () => {
    expect(feel('en', 'terrible awful '.repeat(500)).score).toBeGreaterThanOrEqual(-1);
    expect(feel('zh', '非常满意'.repeat(500)).score).toBeLessThanOrEqual(1);
  });
});

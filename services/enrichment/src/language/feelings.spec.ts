import { feelingsIn } from './feelings.js';
import type { Readable } from './language.js';

const sum = (language: Readable, text: string): number =>
  feelingsIn(text, language).reduce((total, { weight }) => total + weight, 0);

describe('feelings that words tell', () => {
  it('turn when they are denied, and grow with emphasis', () => {
    expect(sum('en', 'good')).toBeGreaterThan(0);
    expect(sum('en', 'not good')).toBeLessThan(0);
    expect(sum('en', 'very good')).toBeGreaterThan(sum('en', 'good'));
    expect(sum('de', 'ziemlich langsam')).toBeGreaterThan(sum('de', 'extrem langsam'));
    expect(sum('zh', '非常满意')).toBeGreaterThan(sum('zh', '不满意'));
  });

  it('hear bad news when what should be is denied', () => {
    expect(sum('en', 'The scanner does not work')).toBeLessThan(0);
    expect(sum('de', 'Der Drucker druckt nicht')).toBeLessThan(0);
  });

  it('count a wish for something good for less than praise', () => {
    expect(sum('en', 'a quiet fan would be great')).toBeLessThan(sum('en', 'the quiet fan is great'));
    expect(sum('de', 'ein leises Gebläse wäre toll')).toBeLessThan(sum('de', 'leises Gebläse, toll'));
    expect(sum('zh', '希望打印清晰')).toBeLessThan(sum('zh', '打印清晰'));
  });

  it('hear nothing in a greeting', () => {
    expect(sum('en', 'Good morning, kind regards')).toBe(0);
    expect(sum('de', 'Guten Morgen! Mit freundlichen Grüßen')).toBe(0);
    expect(sum('zh', '您好')).toBe(0);
  });

  it('do not deny across a comma', () => expect(sum('en', 'No, great machine')).toBeGreaterThan(0));

  it('know no word that every object knows', () =>
    expect(feelingsIn('constructor toString __proto__', 'en')).toEqual([]));
});

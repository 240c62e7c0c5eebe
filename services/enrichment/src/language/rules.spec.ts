import { SIGNAL_KINDS, SIGNAL_TYPES } from '@ckm/contracts';
import type { Readable } from './language.js';
import { german } from './rules.de.js';
import { english } from './rules.en.js';
import { chinese } from './rules.zh.js';
import { signalFeaturesOf } from './signal-features.js';

describe.each(Object.entries({ en: english, de: german, zh: chinese }))('the rules of %s', (language, rules) => {
  it('have ids that differ, begin with the language and fit an event', () => {
    expect(new Set(rules.map(rule => rule.id)).size).toBe(rules.length);
    for (const { id } of rules) {
      expect(id).toMatch(new RegExp(`^${language}\\.[a-z-]+\\.[a-z-]+$`));
      expect(id.length).toBeLessThanOrEqual(100);
    }
  });

  it('find every type but competitors, which come from the tenant', () =>
    expect([...new Set(rules.map(rule => rule.type))].sort()).toEqual(
      SIGNAL_TYPES.filter(type => type !== 'COMPETITOR_MENTION').sort(),
    ));

  it('believe an implied point less than a sure one, and say a kind for every need', () => {
    for (const { type, kind, confidence, because } of rules) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThanOrEqual(because ? 0.7 : 0.85);
      if (['REQUEST', 'PROBLEM', 'EXPECTATION'].includes(type)) expect(SIGNAL_KINDS).toContain(kind);
    }
  });

  it('hold no unlimited quantifier over words, which would make a long text slow', () => {
    for (const { when, unless } of rules)
      expect(`${when.source} ${unless?.source}`).not.toMatch(/(?:\.|\\w|\))[*+](?!\$)/);
  });
});

// By what the rules say alone, so that no weights matter.
const heard = (language: Readable, text: string): { types: string[]; vetoed: string[] } => {
  const { hits, vetoed } = signalFeaturesOf(text, language);
  return { types: hits.map(({ type }) => type), vetoed: [...vetoed] };
};

describe('a fault', () => {
  it.each<[Readable, string]>([
    ['en', 'The bowl arrived broken in a sealed box.'],
    ['en', 'Sealed carton, cracked plate.'],
    ['en', 'The sorted wish list freezes.'],
    ['en', 'The app crashes whenever the list is sorted by date.'],
    ['en', 'The page hangs as soon as the form is cleared.'],
    ['en', 'It leaks since you repaired the pipe.'],
    ['en', 'The app fails, cache cleared and phone restarted.'],
    ['en', 'He mended the chair and broke the table.'],
    ['de', 'Ich habe einen Defekt am Griff gefunden.'],
    ['de', 'Die Sohle hat sich gelöst, der Schuh ist kaputt.'],
    ['de', 'Der Automat war defekt, da habe ich im Zug ein Ticket für die Fahrt gelöst.'],
    ['de', 'Mainboard ausgetauscht, nun ist das Display hinüber.'],
    ['de', 'Die Leitung ist tot, seit der Monteur sie repariert hat.'],
    ['de', 'Der Rahmen war beschädigt, das Schreiben an meine Frau gerichtet.'],
    ['zh', '换了三台，每台都坏了'],
    ['zh', '弄了两小时，一直报错'],
    ['zh', '屏幕换好了，电池坏了'],
    ['zh', '自从修好了就天天死机'],
  ])('is there, in %s: "%s"', (language, text) => {
    const { types, vetoed } = heard(language, text);
    expect(types).toContain('PROBLEM');
    expect(vetoed).not.toContain('PROBLEM');
  });

  it.each<[Readable, string]>([
    ['en', 'The broken hinge was repaired the same afternoon.'],
    ['en', 'He fixed the broken hinge on the spot.'],
    ['en', 'They cleared a stubborn paper jam.'],
    ['en', 'The pipe leaked on Monday and was sealed on Tuesday.'],
    ['en', 'I rang once and the leak was sorted at once.'],
    ['de', 'Der Defekt am Griff wurde am Montag behoben.'],
    ['de', 'Die Dame repariert kaputte Reißverschlüsse.'],
    ['de', 'Fehler in fünf Minuten gefunden, seitdem läuft alles.'],
    ['de', 'Nachdem der Monteur den Defekt behoben hat, läuft die Heizung.'],
    ['zh', '空调漏水，师傅修好了。'],
    ['zh', '师傅处理好了漏水的问题。'],
    ['zh', '死机的情况处理好了。'],
  ])('is over, in %s: "%s"', (language, text) => {
    const { types, vetoed } = heard(language, text);
    expect(types).not.toContain('PROBLEM');
    expect(vetoed).toContain('PROBLEM');
  });
});

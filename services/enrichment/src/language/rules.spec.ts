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
    for (const { type, kind, confidence, rationale } of rules) {
      expect(confidence).toBeGreaterThan(0.5);
      expect(confidence).toBeLessThanOrEqual(rationale ? 0.7 : 0.85);
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
    ['en', 'Since you solved the billing question the app fails.'],
    ['en', 'The basin leaks and your man sorted the wrong room.'],
    ['de', 'Ich habe einen Defekt am Griff gefunden.'],
    ['de', 'Die Sohle hat sich gelöst, der Schuh ist kaputt.'],
    ['de', 'Der Automat war defekt, da habe ich im Zug ein Ticket für die Fahrt gelöst.'],
    ['de', 'Mainboard ausgetauscht, nun ist das Display hinüber.'],
    ['de', 'Die Klingel ist defekt, und ihr habt den falschen Knopf ersetzt.'],
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
    ['en', 'She sorted the trouble with the cracked lid.'],
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

describe('praise', () => {
  it.each<[Readable, string]>([
    ['en', 'We found mould behind the wardrobe on the first evening.'],
    ['en', 'They resolved nothing within an hour.'],
    ['en', 'It was mended the same day and broke at supper.'],
    ['en', 'Never touch anything from them again.'],
    ['en', 'I would not touch anything they fry.'],
    ['en', 'Do not change anything in my account without my consent.'],
    ['en', 'I wouldn’t change a thing except the pillows.'],
    ['en', 'The last update did not change anything.'],
    ['en', 'Leave the curtains as they are, please.'],
    ['en', 'Please don’t change a thing in my order.'],
    ['de', 'Schon nach zwei Stunden hat sich der Absatz gelöst.'],
    ['de', 'Sofort einen Riss gefunden und umsonst angerufen.'],
    ['de', 'Am selben Tag repariert, am Abend kaputt.'],
    ['de', 'Lassen Sie das so nicht stehen!'],
    ['de', 'Bitte an meiner Buchung nichts ändern.'],
    ['de', 'Bitte am Preis nichts ändern, sonst bin ich weg.'],
    ['zh', '别动不动就这样涨价'],
    ['zh', '千万别换成现在的菜单'],
  ])('is not given, in %s: "%s"', (language, text) => expect(heard(language, text).types).not.toContain('PRAISE'));

  it.each<[Readable, string]>([
    ['en', 'He found the loose wire and repaired it on the spot.'],
    ['en', 'The cracked pane was mended the same day.'],
    ['en', 'Please keep everything exactly the way it is.'],
    ['en', 'Do not ever change a thing, we feel at home here.'],
    ['de', 'Der Monteur hat sich sofort gekümmert und das Rätsel gelöst.'],
    ['de', 'Fehler sofort gefunden und behoben.'],
    ['de', 'Bitte bleibt genau so, wie ihr seid!'],
    ['de', 'Bis heute war es lecker, bitte nichts ändern.'],
    ['zh', '汤底千万别改，现在正好。'],
    ['zh', '别换厨师，现在挺好'],
  ])('is given, in %s: "%s"', (language, text) => {
    expect(heard(language, text).types).toContain('PRAISE');
    expect(heard(language, text).types).not.toContain('REQUEST');
  });

  it.each<[Readable, string]>([
    ['en', 'Leave the curtains as they are, please.'],
    ['en', 'Please don’t change anything until I call.'],
    ['en', 'Please do not touch anything in room nine.'],
    ['de', 'Bitte am Preis nichts ändern, sonst bin ich weg.'],
    ['de', 'Bitte an meiner Buchung nichts ändern.'],
    ['zh', '你好，请别改我的座位，现在正好。'],
  ])('is no reason to overhear a request, in %s: "%s"', (language, text) =>
    expect(heard(language, text).types).toContain('REQUEST'),
  );
});

describe('who is about to leave', () => {
  it.each<[Readable, string]>([
    ['en', 'That was our last order and it never arrived on time.'],
    ['en', 'This was our last stay with you.'],
    ['en', 'It was my last visit and I mean it.'],
    ['en', 'I closed my account and moved to another bank.'],
    ['en', 'I have closed my account and wrote to you twice about the fee.'],
    ['en', 'I moved to you in May and will cancel my contract in June.'],
    ['en', 'I am driving to work from now on, thanks to your endless delays.'],
    ['en', 'We are comparing suppliers and may move over in spring.'],
    ['en', 'Never again.'],
    ['en', 'Our last dinner with my mother was ruined, never again.'],
    ['en', 'I closed our other account here too.'],
    ['en', 'We booked twice by mistake, I want to cancel my membership.'],
    ['de', 'Das war meine letzte Bestellung.'],
    ['de', 'Das war unser letzter Besuch in diesem Hotel.'],
    ['de', 'Wir essen jetzt woanders.'],
    ['de', 'Ich habe mein Konto gelöscht und will mein Guthaben zurück.'],
    ['de', 'Ich bin jetzt zehn Jahre bei Ihnen und kündige.'],
    ['de', 'Nie wieder, das war mein letzter Besuch vor der Rente.'],
    ['de', 'Ich habe versehentlich verlängert und muss kündigen.'],
    ['de', 'Ich habe mein Depot bei Ihnen aufgelöst.'],
    ['zh', '这是今年最后一次住，明年不来了'],
    ['zh', '最后一次点，不会再来'],
    ['zh', '不得不找别家了'],
    ['zh', '再也不来了，去别家吃'],
  ])('is heard, in %s: "%s"', (language, text) => expect(heard(language, text).types).toContain('CHURN_RISK'));

  it.each<[Readable, string]>([
    ['en', 'It was our last trip with my late mother, and you were so kind.'],
    ['en', 'This was my last parcel this year, see you in January.'],
    ['en', 'That was our last booking and everything went well.'],
    ['en', 'I have closed both accounts at Lowe’s and moved all my savings to you.'],
    ['en', 'We closed our other account and are glad to be here.'],
    ['en', 'I closed my account by accident.'],
    ['en', 'I am cycling to work from now on, thanks to the new bike racks.'],
    ['en', 'We are looking at the flat and might move in on Friday.'],
    ['en', 'I am trying out the tablet app and may switch off the paper one.'],
    ['en', 'Never again without my little steamer!'],
    ['de', 'Wir essen kaum woanders.'],
    ['de', 'Das war unser letzter Aufenthalt vor dem Umzug, wunderschön.'],
    ['de', 'Das war mein letzter Besuch mit meinem Vater, danke für alles.'],
    ['de', 'Letztes Mal gab es sogar Kuchen.'],
    ['de', 'Ich habe mein Sparbuch bei der alten Bank aufgelöst.'],
    ['de', 'Wir waren bei einem anderen Anbieter und sind jetzt bei Ihnen.'],
    ['de', 'Ich habe mein Profil aus Versehen gelöscht.'],
    ['zh', '今年最后一次吃这家，味道还是那么好'],
    ['zh', '放假前最后一次住，开学了还会来'],
    ['zh', '以后不会再去别家买了'],
    ['zh', '旧卡我想注销，办张新卡'],
    ['zh', '我的会员卡退了没有？'],
  ])('is nobody, in %s: "%s"', (language, text) => expect(heard(language, text).types).not.toContain('CHURN_RISK'));
});

describe('an English sentence that says what is wrong', () => {
  it.each([
    'Great idea to close the only lift on a Saturday.',
    'Genius move to scrap the last bus from the hospital.',
    'Lovely timing, shutting both lifts in sales week.',
    'Great idea to remove the waste bins before the weekend.',
    'The ticket machine was down the whole trip.',
    'Our line is down most of the day.',
    'We were down the whole week because of your update.',
  ])('does so in other words: "%s"', text => expect(heard('en', text).types).toContain('PROBLEM'));

  it.each([
    'Great idea to close the gap with the last update!',
    'Good move to cut the price by half!',
    'Smart plan to scrap the fees at the weekend.',
    'Lovely plan, charging both phones at once!',
    'I was down the whole day because of a migraine.',
    'My son was down all week with the flu.',
    'The kitchen is down the whole corridor.',
    'The bakery is down half the stairs.',
  ])('says nothing of the kind here: "%s"', text => expect(heard('en', text).types).not.toContain('PROBLEM'));

  it('is praised for closing what ought to be closed', () =>
    expect(heard('en', 'Great idea to close the gap with the last update!').types).toContain('PRAISE'));
});

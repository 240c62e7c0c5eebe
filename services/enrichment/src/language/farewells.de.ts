import { either, type RuleTable } from './rule.js';

/** Leaving, said without a word for it. */
export const farewells: RuleTable = {
  'no-customer': {
    when: either(
      /\bkeine? kund\w{1,4} mehr\b|\bals (?:treue\w? |langjährige\w? )?kund\w{1,2} verabschied\w{1,3}\b|\bverabschiede (?:ich )?mich (?:hiermit |jetzt )?(?:als kund\w{1,2}|von (?:euch|ihnen))/,
      /\bkein\w{0,2} (?:cent|euro|auftrag|pfennig) mehr (?:von (?:mir|uns)|bei (?:euch|ihnen))\b/,
      /\b(?:nix|nichts) wie weg\b|\bvon hinten sehen\b|\b(?:ziehe|zieh|ziehen) (?:ich |wir )?(?:jetzt |nun )?(?:die|meine|unsere) konsequenz\w{0,2}\b/,
      /\bich bin (?:dann |damit |hiermit |jetzt )?mal weg\b|\b(?:abo|vertrag|karte|mitgliedschaft) (?:\w{2,12} ){0,3}von (?:mir|uns) (?:nicht|keine)/,
    ),
    unless: /\?|\b(?:gewinn\w{0,2}|urlaub|mittag\w{0,5}|wochenende|uhr|sie sind|bin noch|suche)\b/,
    confidence: 0.75,
  },
  ended: {
    when: either(
      /\b(?:hab|habe|haben|werde|werden) (?:ich |wir )?(?:\w{2,14} ){0,6}(?:abo|probeabo|dauerauftrag|mitgliedschaft|lastschrift) (?:\w{2,12} ){0,3}(?:beendet|gestoppt|beenden|stoppen|widerrufen)\b/,
      /\b(?:abo|probeabo|vertrag|mitgliedschaft|testphase|probezeitraum)\b.{0,30}\b(?:wird|werde ich|werden wir) (?:\w{2,14} )?nicht (?:mehr )?(?:fortgesetzt|fortgeführt|weitergeführt|fortsetzen|weiterführen)\b/,
      /\b(?:bei|mit) (?:der|einem|einer|'?nem) (?:konkurrenz|mitbewerber\w{0,2}|(?:anderen|andren) \w{4,16}) (?:\w{2,10} ){0,2}(?:angemeldet|unterschrieben|abgeschlossen|eröffnet|gebucht)\b/,
      /\b(?:hab|habe|haben|liegt|liegen) (?:\w{2,10} ){0,3}(?:ein |zwei )?angebote? (?:\w{2,10} )?(?:von|bei) (?:einem|einer|der|'?nem) (?:andere?n|konkurrenz)\b/,
    ),
    unless: /\b(?:versehentlich|aus versehen|habt ihr|sie haben|von euch|wer|jemand|soll|muss)\b|\?/,
    confidence: 0.75,
  },
  'next-time-elsewhere': {
    when: either(
      /\b(?:nächste[nrs]?|kommende[nrs]?) \w{3,20}\b.{0,40}\b(?:woanders|anderswo|mit dem (?:flieger|auto|wagen|fernbus)|bei (?:der|den) anderen|nebenan)\b/,
      /\bab (?:morgen|sofort|jetzt|montag|nächste\w? (?:woche|monat)) (?:kauf|kaufe|hol|hole|bestell|bestelle|tank|tanke|ess|esse)n? (?:ich|wir) (?:\w{2,8} )?(?:beim|bei der|am|in der|im)\b/,
    ),
    unless: /\b(?:wieder bei (?:euch|ihnen)|nicht woanders|nie woanders|urlaub|ihr seid|zu euch)\b|\?/,
    confidence: 0.7,
  },
};

import { either, type RuleTable } from './rule.js';

/** Requests in words that ask for nothing. */
export const proposals: RuleTable = {
  'would-pay': {
    when: either(
      /\b(?:würde|würden|würd) (?:ich|wir|man) (?:\w{2,12} ){0,3}(?:mehr |etwas |was |extra |gern |drauf)?(?:(?:be|drauf)?zahlen|drauflegen|ausgeben)\b/,
      /\b(?:zahle|zahlen|zahl) (?:ich|wir) (?:gern|gerne|den aufpreis|mehr|auch mehr)/,
      /\b(?:würde|würden|würd) (?:\w{2,12} ){0,4}(?:mehr zahlen|mehr bezahlen|draufzahlen|drauflegen)\b/,
    ),
    unless: /\bnicht|\bnie|\bwieder\b|woanders/,
    confidence: 0.75,
  },
  'would-not-hurt': {
    when: either(
      /\b(?:würde|würden|könnte|könnten|kann|können) (?:\w{2,10} ){0,3}(?:nicht|niemandem|keinem|nichts) (?:schaden|stören|wehtun|weh tun)\b/,
      /\bwäre[n]? (?:\w{2,8} )?(?:nicht (?:verkehrt|schlecht)|keine? (?:schlechte idee|fehler))\b/,
    ),
    confidence: 0.75,
  },
  'someone-could': {
    when: either(
      /\b(?:kann|könnte) (?:\w{2,10} ){0,3}(?:jemand|wer|einer|wer von euch) (?:\w{1,14} ){0,7}(?:anschauen|ansehen|rufen|zurückrufen|anrufen|bringen|hochbringen|kommen|vorbeikommen|aufsperren|öffnen|freischalten|sagen|helfen|prüfen|nachsehen|schicken|erklären|abholen|reparieren|umbuchen|abstellen)\b/,
      /\bschaut (?:sich )?(?:\w{2,8} ){0,2}(?:jemand|wer|einer)\b/,
    ),
    unless: /\bsagen,? (?:ob|warum|wieso|wo|wie|wann|was)\b/,
    confidence: 0.75,
  },
  'if-only': {
    when: /^(?:und |ach,? )?wenn\b.{3,80}\b(?:könnte|könnten|würde|würden|gäbe|hätte|wäre|wären)\b(?=[.!]|$)/,
    unless: /\bals wenn\b/,
    confidence: 0.75,
  },
  'is-missing': {
    when: either(
      /\b(?:mir|uns) (?:\w{2,10} ){0,2}fehl(?:t|en)\b|\b(?:was|eines|eins) (?:\w{2,10} ){0,2}fehlt\b/,
      /\b(?:fehlt|fehlen|bräuchte es|bräuchts) (?:jetzt |mir |uns |eigentlich )?(?:nur|bloß|lediglich) noch\b|\b(?:nur|bloß|lediglich) (?:eine?n? )?(?:\w{3,20} ){1,3}(?:fehlt|fehlen) noch\b/,
      /\b(?:ich|wir) (?:vermisse|vermissen|vermiss) (?:\w{2,12} ){0,2}(?:eine?n?|die|den|das)\b|\bvermiss(?:e|en)? (?:ich|wir)\b/,
    ),
    unless: either(
      /\b(?:mir|uns) fehl(?:t|en) (?:nichts|die worte|an nichts|es an nichts|\w{0,10} ?(?:jedes )?verständnis)|\bverständnis\b|\?$/,
      /\bfehlt (?:\w{2,8} )?nichts|\b(?:geld|euro|schraub\w{1,3}|teile?|seiten?|knopf|koffer|paket|ihre|unterschrift|nachweise?|gerade noch)\b/,
    ),
    confidence: 0.65,
  },
  back: {
    when: either(
      /\b(?:ich|wir) (?:will|wollen|möchte|möchten|hätte|hätten) (?:\w{1,14} ){1,6}(?:zurück|wiederhaben|zurückhaben|erstattet(?: haben)?|umtauschen|stornieren|umbuchen)\b/,
      /^(?:\w{3,14} )?(?:\w{3,12} )?(?:bitte )?stornieren\b/,
    ),
    confidence: 0.75,
  },
  'have-to': {
    when: either(
      /\b(?:ihr müsst|sie müssen) (?:\w{1,14} ){1,6}(?:bringen|zurückbringen|besetzen|einführen|anbieten|ändern|machen|bauen|reparieren|ausbauen|erlauben|schicken|zulassen|ansagen|abschaffen)\b/,
      /\bwie wäre? es (?:denn )?mit\b/,
      /\b(?:ich|wir) (?:brauche|brauchen|benötige|benötigen|bräuchte|bräuchten) (?:\w{2,14} ){0,3}(?:eine?n?|die|den|das|mehr)\b/,
      /\b(?:braucht|verträgt|gehört) (?:\w{3,14} ){0,2}(?:noch eine?n?|ein zweiter|eine zweite|etwas mehr|zwei wagen|mehr (?:licht|platz|wagen|personal))\b/,
      /\bsoll(?:te)?(?:en)? sich (?:\w{2,12} ){1,4}lassen\b|\bgibt es (?:eine|irgendeine) chance\b/,
    ),
    unless: either(
      /\b(?:müsst|müssen) (?:\w{2,10} ){0,3}(?:nichts|nicht)\b|\b(?:brauche|brauchen) (?:\w{2,12} ){0,2}(?:nicht|keine?n?|nie)\b|nur noch/,
      /\b(?:minuten|stunden|irgendwann|sagt|„)/,
    ),
    confidence: 0.7,
  },
  'wished-for': {
    when: /\b(?:hätten?|hätt) (?:\w{2,12} ){0,8}gewünscht\b|\bgewünscht hätten?\b/,
    unless: either(
      /\b(?:nicht|nichts|niemand|nie) (?:\w{2,10} ){0,2}(?:besser|schöner|mehr|anders)/,
      /\b(?:liebe[rs]?|sehr geehrte\w?) (?:gast|gäste|kund\w{1,3}|fahrg\w{2,4})\b|\bwie (?:ich|wir) (?:es |ihn |sie )?(?:mir|uns)\b/,
    ),
    confidence: 0.7,
  },
  favour: {
    when: either(
      /\b(?:tut|tun sie|tu) (?:mir|uns) (?:\w{2,8} )?(?:den|einen) gefallen\b|\b(?:rückruf|antwort|rückmeldung|zusendung) (?:\w{2,10} )?erbeten\b|\bum (?:rückruf|antwort|rückmeldung) wird gebeten\b/,
      /\bvon mir aus (?:dürfte|könnte)\b|\bihr könntet (?:ruhig|gern|gerne|doch|auch) (?:mal )?\w{3,16}|\bdürfte (?:es|das|der|die) (?:\w{2,10} ){0,3}(?:etwas|ein bisschen|ruhig|gern) \w{3,14}er\b/,
      /\bich suche (?:hier |noch |dringend )?(?:jemanden|wen|eine person), (?:der|die)\b|\b(?:sagen sie|sagt|geben sie|gebt) (?:mir|uns) bescheid\b/,
    ),
    unless: /\b(?:danke|tut euch|eigentlich nicht|stolz|nicht)\b/,
    confidence: 0.75,
  },
};

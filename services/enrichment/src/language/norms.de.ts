import { either, type RuleTable } from './rule.js';

/** What customers take for normal, said as a norm. */
export const norms: RuleTable = {
  'has-to': {
    when: either(
      /\bha(?:t|ben) (?:\w{1,16} ){0,7}zu (?:sein|gehen|warten|klappen|funktionieren|halten|herrschen|stimmen|erscheinen|passen)\b/,
      /\bha(?:t|ben) (?:\w{1,10} ){0,3}einzuhalten\b/,
      /\b(?:darf|dürfen) (?:\w{1,14} ){0,4}(?:keine?n?|nix|nichts|nicht wieder) (?:\w{1,16} ){0,4}\w{3,16}(?=[.,!]|$)/,
      /\b(?:gehört|gehören|ghört) (?:\w{1,16} ){0,6}(?:dazu|gefragt|zugestellt|hingestellt|angesagt|gemeldet|sich(?: so)?)(?=[.,!]|$)/,
      /\b(?:muss|müssen) (?:\w{1,14} ){0,5}(?:verständlich|wissen|erreichbar|erledigt|vorzeigbar|stimmen|nennen|aushalten|lesbar|sauber|richtig)\b/,
    ),
    unless:
      /\b(?:geraucht|rauchen|hunde|parken)\b|\bhat (?:\w{2,8} )?(?:nichts|nie|keine?n?) (?:\w{2,10} )?zu\b|\bmuss man (?:\w{3,8} ){0,3}wissen\b|\b(?:ich|wir) (?:\w{2,10} )?(?:muss|müssen)\b|\bscheint\b/,
    confidence: 0.75,
  },
  'taken-for-granted': {
    when: either(
      /\b(?:ja|doch) (?:wohl|schon) (?:\w{1,12} ){0,4}(?:erwarten|dürfen|selbstverständlich|möglich|drin|verlangen|normal|das)\b/,
      /\b(?:ist|sind|wäre) (?:\w{2,8} ){0,3}das mindeste\b/,
      /\bverlangen können\b|\bversteht sich von selbst\b|\bzu ?viel verlangt\b|\bsetze? (?:ich|wir) .{3,40}\bvoraus\b|\bheißt für (?:mich|uns)\b/,
      /\büblich ist,? dass\b|\bkann doch nicht so schwer sein\b/,
      /\b(?:sollte|sollten|müsste|müssten) (?:\w{2,14} ){0,3}(?:schon|wenigstens|auch|eigentlich|vorher|jedes kind|nicht mehr|nicht der|ja wohl)\b/,
      /\b(?:ist|wär|wäre) (?:\w{2,10} ){0,4}(?:heute standard|eigentlich normal|selbstverständlich)\b/,
    ),
    unless: either(
      /\b(?:kann|könnte|könnten) (?:ich|wir) (?:ja|doch) wohl\b|\b(?:ich|wir|du|man) (?:sollte|sollten|solltest|müsste|müssten)\b/,
      /\b(?:sollte|müsste) (?:ich|wir|jetzt|nun|bald|morgen|heute)\b|\bist hier selbstverständlich\b|\bnicht selbstverständlich\b|\bsie vorher\b/,
      /\bwer\b.{0,60}\bsollte auch\b|\bjeder mit\b/,
    ),
    confidence: 0.75,
  },
  'cannot-be': {
    when: either(
      /\b(?:es|das) (?:kann|darf) (?:doch |ja |wohl |einfach ){0,3}nicht (?:sein|angehen|wahr sein),? dass\b|\bes geht (?:doch )?(?:gar )?nicht an,? dass\b/,
      /\b(?:darf|dürfen|dürfte) (?:\w{2,12} ){1,3}nicht (?:\w{2,14} ){0,7}(?:müssen|vorkommen|passieren)(?=[.,!]|$)/,
      /\b(?:sollte|sollten) (?:\w{2,16} ){0,5}(?:nicht|kein\w{0,2}) (?:\w{2,16} ){0,5}(?:liegen|kosten|passieren|vorkommen|fehlen|dauern|(?:thema|problem|luxus) (?:mehr )?sein)(?=[.,!]|$)/,
      /^das mindeste (?:wäre|ist|sind)\b|\b(?:zumindest|wenigstens) (?:\w{2,14} ){1,4}(?:hätte|hätten) (?:ich|wir|man) (?:\w{2,10} )?(?:verdient|erwartet|erwarten können)\b/,
    ),
    unless:
      /\b(?:ich|wir|du|ihr|sie|man) (?:sollte|sollten|solltest|solltet)\b|\b(?:sollte|sollten) (?:ich|wir|du|ihr|sie|jetzt|nun|eigentlich kein)\b|\bpatient\w{0,2}\b.{0,20}\bnüchtern\b/,
    confidence: 0.75,
  },
  'who-does-must': {
    when: either(
      /^wer\b.{3,60}, (?:der |die )?(?:muss|soll|sollte|müsste|hat|gehört) (?:das |die |sie |es |auch |dann |ihn ){0,4}(?:\w{3,14} ){0,3}(?:einhalten|halten|liefern|stimmen|funktionieren|leisten|können|zahlen)(?=[.!]|$)/,
      /^wenn (?:man|ihr|sie) .{3,60}, (?:dann )?(?:soll|sollte|muss|müsste) (?:es|das|man|ihr|sie) (?:auch|dann) (?:\w{2,12} ){0,3}\w{4,14}(?=[.!]|$)/,
      /\bals (?:stammgast|gast|(?:stamm)?kund\w{1,2}|fahrgast|mieter\w{0,2}|patient\w{0,2}|mitglied|versicherte\w?) (?:will|möchte|erwarte|sollte) (?:ich|man|wir)\b/,
      /\bsetze voraus,? dass\b|\bdafür (?:seid ihr|sind sie) (?:doch |ja |schließlich ){0,2}da\b/,
      /^ist (?:ein\w{0,2} \w{3,16}|das|es) (?:denn |wirklich |etwa ){1,3}(?:so |zu )?(?:schwer|schwierig|viel verlangt)\b/,
      /\b(?:freundlichkeit|höflichkeit|lächeln|gruß|anruf) kostet (?:doch |euch |ja ){0,2}(?:nichts|nix|kein geld)\b/,
      /^(?:so etwas|so was|sowas|das) (?:sagt|macht|erklärt|schreibt) man (?:\w{2,12} ){0,4}(?:vorher|vorab|dazu|nicht)(?=[.!]|$)/,
      /\b(?:sollte|müsste|dürfte)\b.{0,30}\b(?:im 21\. jahrhundert|in der heutigen zeit|anno 20\d\d)\b/,
    ),
    unless: /\b(?:danke|gern|gerne|super|toll|nicht mehr|tipp)\b/,
    confidence: 0.75,
  },
};

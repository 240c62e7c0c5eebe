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
      /\b(?:geraucht|rauchen|hunde|parken)\b|\bhat (?:\w{2,8} )?(?:nichts|nie|keine?n?) (?:\w{2,10} )?zu\b|\b(?:ich|wir) (?:\w{2,10} )?(?:muss|müssen)\b|\bscheint\b/,
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
};

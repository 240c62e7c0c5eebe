import { either, type RuleTable } from './rule.js';

/** Needs that nobody states: what people do instead, and what is hard for them. */
export const unstatedNeeds: RuleTable = {
  workaround: {
    when: either(
      /\b(?:jedes mal|jedesmal|jeden tag|jeden morgen|jede woche|jede seite|jedes dokument|immer wieder|ständig|täglich|jeden monat)\b.{0,60}\b(?:muss|müssen|mussten|musste|von hand|manuell|neu starten|neustarten|händisch|umständlich|exportier\w{0,3}|abtippen|rübertragen)\b/,
      /\b(?:muss|müssen|mussten|musste|exportiere|exportieren|kopiere|kopieren|tippe|tippen|starte|starten|schicke|schicken|laufe|laufen|fotografiere|fotografieren|drucke|drucken|trage|tragen|speichere|speichern)\b.{0,60}\b(?:jedes mal|jedesmal|von hand|manuell|händisch|jeden tag|jeden morgen|per hand)\b/,
    ),
    unless:
      /muss (?:ich|man) (?:\w{2,8} )?(?:lächeln|lachen|zugreifen)|(?:nichts?|nie|kein\w{0,2}) mehr (?:\w{1,12} ){0,3}(?:jedes mal|von hand|manuell|händisch)|ohne (?:\w{1,12} ){0,3}(?:von hand|manuell)/,
    kind: 'NEED',
    confidence: 0.7,
    rationale: 'workaround',
  },
  'workaround-habit': {
    when: either(
      /\bnotlösung\b|\bbehelf\w{0,6}\b|\bworkaround\w{0,1}\b|\bumweg\b/,
      /\b(?:solange|inzwischen|deshalb|daher|stattdessen|zur not|seitdem|derweil) (?:\w{1,12} ){0,3}(?:scanne|scannen|drucke|drucken|kopiere|kopieren|exportiere|exportieren|fotografiere|fotografieren|nehme|nehmen|schicke|schicken|laufe|laufen|benutze|benutzen|nutze|nutzen|machen|mache|tippe|tippen)\b/,
    ),
    unless: /ohne umweg|seitdem .{0,20}nur noch (?:eu|ihr|bei)/,
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  struggle: {
    when: /\b(?:schwer|schwierig|mühsam|umständlich|kompliziert|verwirrend|unübersichtlich|lästig)\b|\bfinde (?:ich )?nie\b|\bdauert (?:\w{1,12} ){0,2}(?:ewig|viel zu lange|zu lange|stunden|eine ewigkeit)\b/,
    unless: either(
      /(?:nicht|kein\w{0,2}|gar nicht|weder) (?:\w{1,10} )?(?:schwer|schwierig|umständlich|kompliziert|mühsam)/,
      /schwer (?:zu (?:schlagen|sagen)|begeistert|zufrieden|beeindruckt|in ordnung)/,
      /fiel (?:\w{2,8} ){1,3}schwer,? (?:ab|zu gehen|nach hause)/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'problem',
  },
};

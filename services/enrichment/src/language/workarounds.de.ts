import { either, type RuleTable } from './rule.js';

/** What people do instead, and what is hard for them. */
export const workarounds: RuleTable = {
  workaround: {
    when: either(
      /\b(?:jedes mal|jedesmal|jeden tag|jeden morgen|jede woche|jede seite|jedes dokument|immer wieder|ständig|täglich|jeden monat)\b.{0,60}\b(?:muss|müssen|mussten|musste|von hand|manuell|neu starten|neustarten|händisch|umständlich|exportier\w{0,3}|abtippen|rübertragen)\b/,
      /\b(?:muss|müssen|mussten|musste|exportiere|exportieren|kopiere|kopieren|tippe|tippen|starte|starten|schicke|schicken|laufe|laufen|fotografiere|fotografieren|drucke|drucken|trage|tragen|speichere|speichern)\b.{0,60}\b(?:jedes mal|jedesmal|von hand|manuell|händisch|jeden tag|jeden morgen|per hand)\b/,
    ),
    unless: either(
      /muss (?:ich|man) (?:\w{2,8} )?(?:lächeln|lachen|zugreifen)|(?:nichts?|nie|kein\w{0,2}) mehr (?:\w{1,12} ){0,3}(?:jedes mal|von hand|manuell|händisch)/,
      /ohne (?:\w{1,12} ){0,3}(?:von hand|manuell)/,
    ),
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
    when: either(
      /\b(?:schwer|schwierig|mühsam|umständlich|kompliziert|verwirrend|unübersichtlich|lästig)\b|\bfinde (?:ich )?nie\b/,
      /\bdauert (?:\w{1,12} ){0,2}(?:ewig|viel zu lange|zu lange|stunden|eine ewigkeit)\b/,
    ),
    unless: either(
      /(?:nicht|kein\w{0,2}|gar nicht|weder) (?:\w{1,10} )?(?:schwer|schwierig|umständlich|kompliziert|mühsam)/,
      /schwer (?:zu (?:schlagen|sagen)|begeistert|zufrieden|beeindruckt|in ordnung)/,
      /^ist (?:ein\w{0,2} \w{3,16}|das|es) (?:denn |wirklich |etwa )/,
      /fiel (?:\w{2,8} ){1,3}schwer,? (?:ab|zu gehen|nach hause)/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'problem',
  },
  'until-it-works': {
    when: /\b(?:bis (?:das|es|dahin|die|der)|solange (?:das|der|die|es|ihr|sie))\b[^.!?]{0,40}[ ,](?:\w{2,18}e|\w{2,18}en|\w{2,18}eln|hab) (?:ich|wir|mir uns)\b/,
    unless:
      /\b(?:warte|warten|bleibe|bleiben|freue|freuen|hoffe|hoffen|gilt|zahle|zahlen) (?:ich|wir)\b|\bbis (?:das|die|der) (?:nächste|bald)/,
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  'did-it-ourselves': {
    when: either(
      /\b(?:musste|mussten|muss|müssen|hab|habe|haben|durfte|durften) (?:\w{1,15} ){0,6}(?:selbst|selber|söba|eigenhändig|provisorisch|notdürftig) (?:\w{1,15} ){0,5}\w{2,20}(?:t|en)\b/,
      /\b(?:von hand|händisch|per hand|per pedes|mit der hand) (?:\w{1,15} ){0,4}(?:abschreib|abgeschrieben|abtipp|abgetippt|eintrag|eingetragen|rausschreib|nachtrag|nachgetragen|zusammen\w{3,12}|ausgefüllt|aus der)/,
    ),
    unless: either(
      /\b(?:selbst|selber) (?:\w{1,10} ){0,4}(?:erlebt|gesehen|probiert|ausprobiert|überzeugt|überzeugen|getestet|testen|entscheiden|schuld|wissen|aufgebaut|gebacken|gemacht|gekocht|arbeite|gearbeitet|gefahren|getragen|gelernt|beigebracht|verdient|gewählt|ausgesucht)/,
      /\bnicht (?:mehr )?(?:selbst|selber)\b|\b(?:nichts?|nie|kein\w{0,2}) mehr\b|\bohne\b|\bfrüher\b[^.!?]{0,60}\b(?:jetzt|heute)\b/,
    ),
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  'so-bought-another': {
    when: either(
      /\b(?:also|deshalb|daher|drum|darum|deswegen|dann|notgedrungen|jetzt|inzwischen|halt) (?:\w{1,15} ){0,5}(?:einen?|ein) (?:\w{2,15} ){0,3}(?:gekauft|besorgt|geholt|zugelegt|gebastelt|geliehen|hingestellt)\b/,
      /\bmir uns (?:einen?|ein) eigenen?\b|\b(?:eigenen?|eigenes|eigene) (?:\w{3,20} ){1,2}(?:mitgebracht|mitgenommen|dabei)\b/,
    ),
    unless: /zufrieden|begeistert|toll|super|schön|gefällt|schwester|freundin|mutter|geschenk|verschenk|lieblings/,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  makeshift: {
    when: /\b(?:klebeband|panzerband|kabelbinder|gummiband|pappe|wäscheklammer|stirnlampe|campingkocher|ohrstöpsel|heizlüfter|eimer (?:drunter|drunta|darunter|unters?|hingestellt)|klappstuhl|klappstühle|strichliste|karteikarte|überbrückungskabel|zollstock)\w{0,2}\b/,
    unless: either(
      /\b(?:kaufen|lieferbar|gekauft und|lagen? (?:\w{2,14} ){0,3}(?:bereit|bei|dabei)|liegen (?:\w{2,10} )?(?:bereit|bei)|standen bereit|dabei|geschenkt|im angebot|verkauft ihr|suche|top|super|toll|klasse|praktisch)\b/,
      /\?/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  'by-now': {
    when: either(
      /\b(?:notgedrungen|seitdem|seither) \w{3,18}en? (?:ich|wir)\b/,
      /\b(?:ich|wir|lasse|lassen) (?:\w{2,12} ){0,2}(?:inzwischen|jetzt|mittlerweile) (?:immer |grundsätzlich |schon |eben )?(?:\w{2,14} ){0,3}(?:früher|vorher|vorabend|davor|extra|einzeln|bar|ins büro|in die firma)\b/,
      /\b(?:ich|wir|frau|mann|tochter|sohn|nachbarin|nachbar|kollegen) (?:\w{2,15} ){0,4}(?:(?<!(?:am|de[nmr]|eine[nm]?|kein|nächsten|übernächsten|zum) )halt|notgedrungen|mittlerweile|seither|zur not|behelfsweise|vorsichtshalber|sicherheitshalber|doppelt)\b/,
      /\b(?:behelfen|behelfe|retten|rette) (?:wir uns|ich mich|uns|mich|sich)\b/,
      /\b(?:parallel|nebenher|nebenbei|zusätzlich|doppelt) (?:\w{1,15} ){0,4}(?:tabelle|liste|heft|papier|excel|kalender|ein)\b/,
    ),
    unless: either(
      /\b(?:nur noch|danke)\b/,
      /\b(?:wohne|arbeite|sind|bin|haben|habe|sehr|gut|zufrieden|gern|gerne|begeistert|glücklich|super|toll|lieber) (?:\w{1,12} ){0,2}(?:mittlerweile|seither|halt)/,
      /\b(?:halt|mittlerweile|seither) (?:\w{1,12} ){0,3}(?:zufrieden|gern|gerne|begeistert|glücklich|super|toll|kund|stamm|sehr|liebling\w{0,4}|besser|seit|alles|nur noch)/,
      /^(?:mittlerweile|seither) (?:bin|sind)/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  'or-else': {
    when: either(
      /\b(?:ich|wir|mir|uns)\b.{0,60}\b(?:immer|jedes mal|jedesmal|stets|inzwischen|jeden (?:tag|abend|morgen)|abends|morgens|nachts)\b.{0,70}, (?:sonst|ansonsten|weil sonst|damit (?:er|sie|es|der|die|das) (?:\w{2,14} ){0,4}nicht)\b/,
      /\b(?:ich|wir|mir|uns)\b.{0,60}\b(?:immer|jedes mal|jedesmal|inzwischen|morgens|abends|halt)\b.{0,60}, (?:weil|da) .{0,60}\b(?:nicht|nix|nichts|nie|keine?n?|leer|kaputt)\b/,
    ),
    unless: either(
      /\b(?:gern|gerne|freue?|freuen|liebe|lieben|zufrieden|lecker|super|toll|urlaub|wetter|allerg\w{2,4}|hund|katze|baby|vergess\w{1,2}|\w{0,4}geschmack)\b/,
      /\bimmer (?:nur )?(?:noch|wieder|gut|freundlich|pünktlich|mehr)\b|\b(?:ihr|sie) (?:\w{2,8} )?immer\b|\?/,
    ),
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  'on-paper': {
    when: either(
      /\b(?:schreib|schreibe|schreiben|notier|notiere|notieren|vergebe|führe|führen) (?:ich|wir|mir|uns)\b.{0,60}\b(?:zettel|papier|(?:in|auf) (?:ein|einen|ein) (?:heft|notizbuch|block))\b/,
      /\b(?:ich|wir) (?:schreib|schreibe|schreiben|notier|notiere|notieren|vergebe|führe|führen)\b.{0,60}\b(?:zettel|papier|(?:in|auf) (?:ein|einen|ein) (?:heft|notizbuch|block))\b/,
      /\b(?:ich|wir|mir|uns) .{0,50}\b(?:mit dem taschenrechner|mit (?:stift|bleistift) und (?:papier|zettel)|auf millimeterpapier)\b/,
      /\b(?:rechne|rechnen|wieg|wiege|wiegen|zähl|zähle|zählen|mess|messe|messen) (?:ich|wir)\b.{0,50}\bnach(?=[.,!;]|$)|\b(?:ich|wir) (?:rechne|rechnen|wieg|wiege|wiegen|zähl|zähle|zählen|mess|messe|messen)\b.{0,50}\bnach(?=[.,!;]|$)/,
      /\b(?:ich|wir) (?:schick|schicke|schicken|mail|maile|leite|leiten)\b.{0,50}\b(?:mir|uns)\b.{0,40}\b(?:selbst|selber|weiter|private?\w{0,2})\b/,
      /\b(?:schick|schicke|leite|mail|maile) ich (?:mir|sie mir|es mir)\b.{0,60}\b(?:selbst|selber|weiter|private?\w{0,2})\b/,
    ),
    unless: either(
      /\b(?:gern|gerne|am liebsten|brief\w{0,2}|tagebuch|gedicht\w{0,2}|wunschzettel|einkaufszettel|bitte|lieber)\b|\?/,
      /\b(?:nie|nicht|nichts|nix|kein\w{0,2}) mehr\b|\b(?:früher|seit dem update)\b.{0,60}\b(?:jetzt|heute|nicht)\b/,
    ),
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  'makes-do': {
    when: either(
      /\b(?:gegen (?:das|den|die) (?:licht|lärm|sonne|kälte|zugluft|gestank|mücken)) haben wir\b.{3,80}\b(?:gehängt|gestopft|gelegt|geklebt|gestellt)\b/,
      /\b(?:matratzen?|decke|handtuch|handtücher|plane|schüssel|keil|brett|stück holz) (?:\w{2,12} ){0,6}(?:auf den boden|vors? fenster|unter (?:die tür|den fuß)|unterm|davor\w{0,8}|drunter\w{0,8}|zugenagelt)\b/,
      /\b(?:unter der|unter dem|unterm) \w{3,18} steht (?:\w{2,10} ){0,3}(?:schüssel|eimer|topf|wanne)\b|\b(?:heizen|heize|kochen|koche|duschen|dusche) (?:ich |wir )?(?:\w{2,10} ){0,3}(?:mit dem (?:backofen|föhn|kamin|campingkocher)|auf dem campingkocher|bei (?:den|der|meine\w|unsere\w) \w{4,16}|im schwimmbad)\b/,
      /\b(?:bring|bringe|nehm|nehme|bringen|nehmen) (?:ich |wir )?(?:mir|uns) (?:\w{2,14} ){0,4}(?:inzwischen|mittlerweile|jetzt|seitdem|extra|notgedrungen) (?:\w{2,10} ){0,4}mit\b/,
      /\b(?:holt|fährt|hole|fahre|fahren) (?:mich|uns|ich|wir|ihn|sie) (?:jetzt|inzwischen|mittlerweile|seither) (?:immer |halt )?(?:mit dem auto|selber|selbst|in die|bis)\b/,
    ),
    unless: /\b(?:gern|gerne|gefreut|super|toll|herrlich|urlaub|gemütlich|katzen?|hund|wie jed\w{2})\b|\?/,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  burden: {
    when: either(
      /^um \w.{3,60} zu \w{3,16}en, (?:muss|müssen|darf|musste|mussten) (?:ich|wir|man)\b/,
      /\b(?:muss|müssen|musste|mussten) (?:ich |wir )?(?:\w{2,14} ){1,7}(?:schleppen|hochschleppen|hochtragen|rübertragen|zusammenkleben|zusammensuchen|raufrennen)\b/,
      /\blass(?:e|en)? (?:ich |wir )?(?:mir|uns) .{3,60}\bvo[nm]\b.{3,50}\b(?:mitbringen|vorlesen|ausdrucken|übersetzen|holen|abholen)\b/,
      /\b(?:mache?|machen|erledige|schicke?|regle|schreibe?) (?:ich |wir )?(?:das |es |sie )?(?:ich |wir )?(?:dann |jetzt )?eben (?:per|von|auf|zu|selbst|selber|mit)\b/,
      /\b(?:mittlerweile|inzwischen|deswegen|deshalb|drum) hab(?:e|en)? (?:ich|wir) (?:\w{2,12} ){1,7}(?:gestellt|gebastelt|gebaut|geklebt|beholfen|dabei)\b/,
      /\bnotfalls \w{3,16} (?:ich|wir)\b|\bmeine (?:lösung|methode|taktik):|\b(?:derweil|einstweilen|übergangsweise|behelfsmäßig)\b/,
    ),
    unless:
      /\b(?:gern|gerne|super|toll|herrlich|zufrieden|begeistert|bitte|urlaub|schön|früher|nur (?:noch )?(?:einen? )?(?:klick|knopf)|nicht|kein\w{0,2})\b|\?/,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
};

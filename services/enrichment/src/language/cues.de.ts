import { cues } from './cues.js';

/** Phrases that alone prove no signal. */
export const germanCues = cues('de', {
  imperative:
    /^(?:(?:und|also|dann|hallo|hi|moin|bitte|vorschlag|idee|deshalb|daher)[,:]? ){0,2}(?:baut|bringt|fahrt|gebt|hängt|haltet|holt|kommt|lasst|macht|meldet|nehmt|nennt|öffnet|packt|ruft|sagt|schafft|schaltet|schickt|schreibt|setzt|sorgt|sperrt|stellt|streicht|tauscht|tut|verkauft|zeigt|ändert|(?:bauen|bringen|geben|lassen|machen|nehmen|rufen|sagen|schicken|schreiben|sorgen|stellen|zeigen|ändern|prüfen|tauschen|erstatten|ersetzen) sie)\b/,
  infinitive:
    /\b(?:anbieten|anbringen|anlegen|anpassen|aufstellen|ausbauen|ausbessern|ausweisen|bauen|beheben|beseitigen|einbauen|einführen|einrichten|entfernen|ergänzen|erlauben|ermöglichen|erneuern|ersetzen|erweitern|freigeben|kennzeichnen|kontrollieren|markieren|nachrüsten|optimieren|prüfen|reduzieren|reparieren|sanieren|schaffen|sperren|trennen|umbauen|verbessern|verbieten|verbreitern|verhindern|verlegen|verlängern|vereinfachen|versetzen|wiederherstellen|öffnen|überdenken|einstellen|absenken)[.!]?$/,
  nominal:
    /^(?:der |die |das |mehr |bessere |eine? )?(?:\w{2,20} )?(?:ausbau|beleuchtung|beseitigung|einführung|einrichtung|entfernung|erneuerung|errichtung|erweiterung|freigabe|markierung|sanierung|schaffung|sperrung|umbau|verbesserung|verbreiterung|verlegung|verlängerung|öffnung|kontrollen|option|möglichkeit|funktion)\b/,
  more: /^(?:und |noch |viel |einfach )?(?:mehr|bessere[rns]?|längere|kürzere|breitere|weniger|keine|ein(?:e|en)? (?:zweite[rns]?|eigene[rns]?|zusätzliche[rns]?)) /,
  ought: /\b(?:sollte|sollten|müsste|müssten|muss|müssen|soll|sollen|gehört|gehören)\b/,
  'you-ought':
    /\b(?:ihr|sie|du) (?:\w{2,12} ){0,2}(?:solltet|sollten|solltest|müsst|müssen|musst|könnt|können|kannst|könntet|könnten)\b|\b(?:solltet|könntet|müsst|könnt) ihr\b/,
  'would-be':
    /\b(?:wäre|wären|wär|wärs|fände|bräuchte|bräuchten|hätte|hätten|ginge|könnte|könnten|würde|würden|käme|gäbe|täte|tät)\b/,
  wish: /\b(?:wünsche|wünschen|wünscht|wünschenswert|wunsch|hoffe|hoffen|hoffentlich)\b/,
  want: /\b(?:ich|wir) (?:\w{2,12} ){0,2}(?:will|wollen|möchte|möchten|brauche|brauchen|fordere|fordern|erwarte|erwarten|verlange|verlangen|vermisse|vermissen|bitte|bitten|beantrage|schlage)\b|\b(?:will|wollen|möchte|möchten|brauche|brauchen|fordere|fordern|erwarte|erwarten|verlange|vermisse|bitte|bitten) (?:ich|wir)\b/,
  please: /\bbitte\b/,
  'could-you':
    /\b(?:könnt|könntet|könnten|können|kann|kannst|könntest|würdet|würden) (?:ihr|sie|du|man|uns|mir|da|mal|nicht)\b/,
  'how-about':
    /\b(?:wie wärs|wie wäre es|warum (?:nicht|kein|keine|keinen)|wieso (?:nicht|kein|keine)|kann man nicht|wann (?:kommt|gibt|wird|werden|endlich|kriegen)|endlich)\b/,
  missing:
    /\b(?:fehlt|fehlen|vermisse|vermissen|mangelt|braucht|bräuchte|nötig|notwendig|erforderlich|überfällig|sinnvoll|angebracht|dringend)\b/,
  therefore: /\b(?:deshalb|daher|deswegen|darum|stattdessen|vorschlag|idee|besser|lieber|alternativ)\b/,
  condition: /\bwenn (?:\w{2,15} ){0,5}(?:würde|würden|könnte|könnten|gäbe|wäre|hätte|käme|wird)\b/,
  thanks: /\b(?:danke|dank|danken|bedanken|grüße|gruß|gratuliere|glückwunsch)\b/,
  asks: /\?/,
  'asks-fact':
    /^(?:(?:hallo|hi|moin|und|aber|sagt mal),? )?(?:wer|was|wann|wo|wie|welche[rsnm]?|auf welchem|woher|fährt|gilt|kommt|hat|habt|ist|sind|kann ich|muss ich|weiß jemand|gibt)\b.{0,160}\?$/,
  quoted: /^[„"“»].{3,200}[“"”«]\.?$/,
  'own-words':
    /\b(?:wir (?:bitten um|arbeiten|wünschen|freuen uns|entschuldigen|melden uns|prüfen|leiten)|sehr geehrte (?:fahrgäste|gäste|kunden)|liebe (?:fahrgäste|gäste|kunden)|ihr verständnis|schicken sie uns|vielen dank für (?:ihre|deine|eure))\b/,
  news: /\b(?:laut|meldet|berichtet|teilt mit|heißt es|schreibt die|sagt|fordert|kündigt an|plant|stimmt|streik|gewerkschaft|minister\w{0,3}|konzern|prozent|millionen|milliarden)\b/,
  link: /https?:|#\w/,
  mention: /@\w/,
  'advice-frame':
    /\b(?:wer|du|man kann|tipp|lieber|nimm|nehmt|kauf|fragt|frag|achte|achtet|unbedingt|empfehle|am besten)\b/,
  story: /\b(?:war|waren|hatte|hatten|ging|kam|kamen|stand|standen|saß|wurde|wurden|haben|habe|bin|sind) \b/,
  still:
    /\b(?:immer noch|noch immer|schon wieder|wieder mal|mal wieder|jedes mal|ständig|dauernd|seit|erneut|täglich)\b/,
  denial: /\b(?:nicht|nie|kein|keine|keinen|keiner|nichts|nix|niemand|ohne|nirgends|net|ned|kaum)\b/,
  contrast: /\b(?:aber|leider|obwohl|trotzdem|jedoch|allerdings|nur|dafür|statt|anstatt)\b/,
  fault:
    /\b(?:ausfall|ausfälle|fällt aus|verspätung\w{0,2}|verspätet|kaputt|defekt|gesperrt|störung\w{0,2}|weg|verpasst|warten|warte|voll|überfüllt|zu spät|stehe|stehen|kalt|dreckig|eng|gefährlich\w{0,2}|schlecht\w{0,2}|schlimm|unmöglich|zugeparkt|chaos|peinlich|nervt|ärgerlich|katastroph\w{1,4}|frechheit|abzocke|versagen)\b/,
  others: /\b(?:andere|anderen|anderswo|woanders|früher|konkurrenz|schweiz|österreich|nachbar\w{0,8}|statt|als bei)\b/,
  figures: /\d/,
  praise:
    /\b(?:super|toll\w{0,2}|klasse|prima|danke|schön\w{0,2}|gut\w{0,2}|perfekt|freundlich\w{0,2}|pünktlich|schnell|sauber|lecker|begeistert|zufrieden|top|lob)\b/,
});

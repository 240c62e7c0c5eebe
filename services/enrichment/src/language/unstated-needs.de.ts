import { either, type RuleTable } from './rule.js';

const TIMES = '(?:(?:zwei|drei|vier|fünf|sechs|sieben|acht|zehn|zig|x|hundert|mehr|\\d{1,2}) ?mal|mehrfach|mehrmals)';
const NTH = '(?:zweite|dritte|vierte|fünfte|sechste|siebte|achte|x-te|zigste)[rsnm]?';
const TRIED =
  '(?:angerufen|gemeldet|gemailt|geschrieben|geschickt|versucht|reklamiert|probiert|repariert|nachgefragt|gefragt|beantragt|eingereicht|eingegeben|zurückgesetzt|zurückgeschickt|hochgeladen|abgeschickt|abgebrochen|korrigiert|umgetauscht|getauscht|bestellt|neu (?:gestartet|installiert|codiert\\w{0,2}|beantragt)|gestartet|gebeten|erklärt|geschildert|da|dort|hier|vor ort|in der (?:hotline|filiale|werkstatt)|an der rezeption|am schalter)';

/** What people try again and again. */
export const unstatedProblems: RuleTable = {
  'so-many-times': {
    when: new RegExp(
      `\\b${TIMES} (?:\\w{1,24} ){0,6}(?:${TRIED}|(?:reparieren|codieren|machen|prüfen|schicken|austauschen|wechseln) lassen)\\b|\\b(?:zwei|drei|vier|fünf|sechs|zehn) (?:mails|anrufe|briefe|tickets) (?:\\w{1,12} ){0,2}(?:geschrieben|geschickt|später)\\b|\\b(?:zum|das|beim|schon|seit \\w{3,12} (?:der|die|das)) ${NTH} (?:mal|versuch|anlauf|anruf|antrag|mail|termin|technik\\w{2}|monteur)\\b|\\bnach dem ${NTH} (?:mal|versuch|anlauf)|^${NTH} (?:anruf|mail|termin|versuch|automat|besuch|techniker|monteur|brief|antrag|ticket|reklamation)\\b`,
    ),
    unless: either(
      /\b(?:gern|gerne|super|toll|top|klasse|begeistert|zufrieden|bestens|prima|hervorragend|immer wieder gut|freundlich|geklappt|geduldig|genuss|lecker|lächeln|netterweise|danke|empfehl\w{2,4}|angepasst|gewartet)\b/,
      /\bund (?:jedes mal|immer|wieder) (?:\w{2,10} )?(?:alles|sehr|gut|sauber|pünktlich|perfekt|einwandfrei)\b/,
      /\b(?:urlaub|gewonnen|geworden|mutter|vater|oma|opa|geburtstag)\b/,
    ),
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
  'from-the-start': {
    when: either(
      /\b(?:von (?:vorne?|null|anfang an) (?:\w{1,12} ){0,3}(?:erklär\w{0,3}|anfangen|erzähl\w{0,3}|los)|(?:bei null|von vorne?) an\w{0,6}\b|wieder von vorne?|(?:fange|fangen|fängt) (?:\w{1,10} ){0,3}(?:bei null|von vorne?))/,
      /\b(?:jedes mal|jedesmal|bei jedem (?:anruf|besuch|mal)|immer) (?:\w{2,15} ){0,3}(?:jemand andere\w{1,2}|ein anderer|eine andere|die ganze geschichte|dieselbe (?:antwort|frage)|dasselbe)\b/,
      /\b(?:ständig|dauernd|immer wieder|andauernd) (?:\w{2,12} ){0,6}(?:abgemeldet|rausgeworfen|rausgeschmissen|unterbrochen|abgebrochen|ausgeloggt)\b/,
    ),
    unless: /\bimmer dasselbe (?:gute|tolle)|\b(?:sauber|freundlich|super|toll)\b/,
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
  'day-by-day': {
    when: either(
      /\b(?:montag|dienstag|mittwoch|donnerstag|freitag|gestern|vorgestern|morgens|vormittags)\b[^.!?]{0,30}\b(?:angerufen|gemeldet|geschrieben|da gewesen|gewesen|dort|hingefahren|probiert|versucht)\b[^.!?]{1,40}\b(?:heute|mittags|nachmittags|abends|mittwoch|donnerstag|freitag|samstag)\b(?: \w{2,12}){0,2} (?:angerufen|gewesen|wieder|noch ?mal|erneut)\b/,
      /\b(?:erneut|schon wieder|abermals|aufs neue|wiederholt) (?:\w{1,12} ){0,5}(?:angerufen|gemeldet|geschrieben|versucht|gebeten|reklamiert|eingereicht|erklär\w{1,3})\b/,
      /\b(?:ticket|fall|auftrag) (?:eröffnet|geöffnet), \w{3,8} geschlossen/,
    ),
    unless: /\b(?:danke|gern|gerne|super|toll|zufrieden)\b/,
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
};

/** What people took for granted, and what they know from elsewhere. */
export const unstatedExpectations: RuleTable = {
  assumed: {
    when: /\b(?:dachte|dachten|gedacht|glaubte|glaubten|angenommen|ausgegangen|gehofft|vorgestellt|gerechnet|erhofft)\b/,
    unless: either(
      /^(?!.{0,200}\b(?:ich|wir|man|i|hätte|hätt|hatte|hatten)\b)/,
      /\b(?:besser|schneller|mehr|leiser|einfacher|schöner|schlimmer|teurer|kleiner|größer|schwieriger)(?: \w{1,8})?,? als\b/,
      /\bnicht (?:\w{1,12} )?(?:gedacht|gerechnet|erwartet|vorgestellt|erhofft)(?=.{0,60}\b(?:so|dass|und)\b)/,
      /\b(?:genau(?:so)?|exakt|alles) (?:wie|was|so)\b.{0,40}\b(?:vorgestellt|gewünscht|erhofft)/,
      /\b(?:war|ist|waren|ging|kam|lief) (?:dann )?(?:(?:aber|doch|dann|jedoch) )?(?:in|alles|ganz|sehr|super|inklusive|schon|nach (?:einer|wenigen))\b/,
      /\b(?:umso|überrascht|positiv|glücksgriff|begeistert|doch dabei|war dabei|zum glück|wird kompliziert|mitgedacht|an alles gedacht|nachgedacht)\b|\?$/,
      /\bgerechnet (?:wird|pro|nach|ab)\b|\bangenommen w[eiu]\w{2,4}\b|\bwer hätte (?:das )?gedacht\b/,
      /\b(?:schlimmer|schlechter|teurer|komplizierter|kleiner) (?:gedacht|vorgestellt)\b|\bhatten (?:wir|ich) nicht (?:\w{2,10} ){0,3}gerechnet, und\b/,
    ),
    confidence: 0.65,
    rationale: 'unmet expectation',
  },
  announced: {
    when: either(
      /\b(?:versprochen|zugesagt|angekündigt|ausgemacht|abgemacht|vereinbart|gebucht|bestellt) (?:war|waren|hatten?|hätten?)\b/,
      /\b(?:versprochen|zugesagt) wurden?\b/,
      /\bhieß(?: es)?,.{0,60}\b(?:dabei|fertig|inklusive|jederzeit|kommt|komme|kostenlos|morgen|sei|verfügbar|wartet?|werde|wird|wäre|\w{3,8}tag)\b/,
      /\b(?:sollte|sollten|soll) (?:\w{2,12} ){0,2}(?:angeblich|gestern|letzte\w?|längst)\b|\bsollten? (?:eigentlich|laut)\b|\beigentlich sollte\w?\b/,
      /\b(?:auf|im|laut|in) (?:der |dem )?(?:bild|foto|website|webseite|homepage|internetseite|prospekt|anzeige|beschreibung|katalog|verpackung)\w{0,3} (?:stand|stehen|steht|war|waren|sah|hieß|sollte)\b/,
      /\bstand drauf\b|\b(?:laut|lt) (?:beschreibung|anzeige|prospekt|website|webseite|plan|katalog)\b/,
    ),
    unless: either(
      /\b(?:umso besser|schon (?:am )?(?:donnerstag|dienstag|einen tag|früher|vorher)|pünktlich|sogar früher|wie (?:versprochen|abgemacht|vereinbart)|genau so|stimmt(?:e)? (?:alles|genau)|passt|super|toll|begeistert|hieß (?:es )?(?:willkommen|früher))\b/,
      /\bfür (?:zwei|drei|eine?) (?:nacht|nächte|person\w{0,2})\b|\bsoll(?:en)? ab\b/,
    ),
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
  'for-that': {
    when: either(
      /\b(?:vier|fünf|drei|\d) ?-?sterne?n?\b[^.!?]{0,40}\b(?:erwart\w{1,3}|rechn\w{1,3}|meinen|denkt|plastik\w{0,8}|\?)/,
      /\bvon (?:eine[mr]|ihnen|euch) (?:\w{3,20} ){0,2}(?:hätte|erwarte|erwartet)\b/,
      /\b(?:sollte|könnte|möchte) man (?:\w{2,10} ){0,2}(?:meinen|denken|glauben|annehmen)\b|\b(?:geht|ging) man (?:\w{2,10} ){0,2}davon aus\b/,
      /\brechnet (?:man )?nicht mit\b|\bunter (?:\w{3,16} )?(?:\w{3,20}) (?:stelle|stell|verstehe|versteh) ich\b/,
    ),
    unless: /\b(?:besser|mehr) als\b|\bkönnte man meinen,? (?:es|das) (?:\w{2,8} ){0,2}neu\b/,
    confidence: 0.65,
    rationale: 'unmet expectation',
  },
  'others-do': {
    when: either(
      /\b(?:bei|beim) (?:der |den |dem |meiner |meinem |unserer |unserem |einer |einem )?(?:\w{3,15} )?(?:mitbewerb\w{0,4}|konkurrenz|wettbewerb\w{0,4}|anderen|alten|vorigen|früheren|direktbank|fernbus|onlinehändler|hausbank)\b[^.!?]{0,60}\b(?:geht|ging|gibt|gibts|kann|konnte|konnten|bekomm\w{1,3}|krieg\w{0,3}|steht|sieht|sah|sehe|ist|war|dauert|klappt\w?|reicht\w?)\b/,
      /\b(?:(?:andere|jede\w?) (?:\w{3,14} )?(?:hotels?|häuser|läden|händler|anbieter|banken|bahnen|dienste|apps?|programme|shops?|werkstätten|pizzabote)|die (?:konkurrenz|privatbahn|freie werkstatt))\b[^.!?]{0,50}\b(?:tausch\w{1,3}|kann|können|haben|hat|schreibt|schick\w{1,3}|liest|find\w{1,3}|schafft|bieten|bietet|liegt|dabei|machen|macht|gibt)\b/,
      /\bin (?:vergleichbaren|der schweiz|österreich|dänemark|den niederlanden|holland|japan|schweden|frankreich|italien|spanien|anderen (?:städten|ländern|hotels|läden))\b[^.!?]{0,50}\b(?:wird|werden|geht|gibt|gibts|kann|darf|liegt|steht|sieht|wartet|hat|haben|krieg\w{0,3}|bekomm\w{1,3}|ist|sind|läuft|funktioniert)\b/,
    ),
    unless: either(
      /\b(?:nicht mithalten|besser als|schneller als|leiser als|dasselbe|genauso|auch nicht besser|fahre ich|meistens|wohne|arbeite|konto bei|anstehen|warten|teurer|(?:nie|selten|kaum) so (?:gut|freundlich|schnell)|hier\b.{0,40}\b(?:besser|gleich|sofort))\b/,
      /\?$/,
    ),
    confidence: 0.6,
    rationale: 'comparison',
  },
  'was-once': {
    when: /\b(?:früher|vor (?:der|dem) (?:\w{0,6}umstellung|update|umbau|umzug|fusion|relaunch)|unter (?:dem|der) (?:alten|früheren|vorigen)|im alten (?:programm|system|laden|haus)|(?:der|mein|unser) (?:direkte )?vorgänger|die (?:alte|vorige|letzte) (?:app|version|seite|software)|meine? (?:frühere[rs]?|vorige[rs]?)|das vorgängermodell)\b[^.!?]{0,70}\b(?:konnte|konnten|ging|war|waren|gab|hatte|hat|fuhr|fuhren|hielt|reichte|zeigte|sah|standen?|kam|lief|liefen|sortieren|angerufen|berechnet|leiser|schneller|gehalten)\b/,
    unless:
      /\b(?:(?:besser|schneller|leiser|einfacher|schärfer|billiger|noch leiser|noch besser) als|jetzt (?:\w{1,10} )?(?:geht|mach|mache|bin|eine|allein|schneller|besser|viel)|heute mach|(?:jetzt|heute|hier|nun|der hier|dieser|diese) (?:\w{1,10} ){0,3}(?:besser|schneller|leiser|einfacher|allein|sofort|gut)|schlecht\w{0,3}|langsam\w{0,2}|kaputt|defekt|dreckig|laut|lauter|umständlich\w{0,2}|musste ich|mussten wir|zehn sekunden|von hand|vater|mutter|opa|oma|chef\w{0,2}|kolleg\w{1,3}|nachbar\w{0,2}|früher (?:war|waren|standen?|wohnte|fuhr) (?:das|die|er|es|hier|ich|sie|wir))\b/,
    confidence: 0.6,
    rationale: 'comparison',
  },
  'even-the-cheapest': {
    when: either(
      /\b(?:sogar|selbst) (?:die|der|das|mein|meine|unser|unsere|ein|eine|im|in|beim) (?:\w{3,18} )?(?:eigenmarke|discounter|billig\w{2,12}|gratis\w{2,12}|kostenlose|hostel|raiffeisen|dorf\w{2,12}|imbiss|jugendherberge|konkurrenz|baumarkt|hund|kleine\w?|alte\w?)\b/,
      /\b(?:jede|die) (?:kostenlose|freie|billige|gratis\w{0,8}) (?:\w{3,14}[- ])?(?:app|version|software|werkstatt)\b/,
      /\b(?:kann|können|hat|macht|schafft|konnte|liest|druckt|findet) (?:das |es |so was |sowas )?(?:heute|inzwischen|doch|ja|sogar|mittlerweile) (?:inzwischen |heute |schon )?(?:jede\w?|schon|auch|sogar|selbst)\b/,
      /\b(?:für|ums) (?:das gleiche|dasselbe|halbe|den halben|weniger) (?:geld|preis)?\b[^.!?]{0,40}\b(?:bekommt|krieg\w{0,3}|gibt|hätte|drüben|woanders|anderswo)\b/,
      /\banderswo (?:\w{2,12} ){0,3}(?:bekommt|kostet|kriegt|gibt|ist|geht)\b/,
      /\b(?:zu fuß|mit dem rad|eine (?:postkarte|schnecke)|der fernbus|das faxgerät)\b[^.!?]{0,40}\bschneller\b/,
    ),
    unless:
      /\b(?:besser als anderswo|nirgends|nirgendwo|alte[rs]? (?:vater|mutter|opa|oma|mann|frau|dame|herr)|unsere kleine|mein(?:e)? kleine\w?|liebt|mag|mögen|begeistert|schneller da als)\b/,
    confidence: 0.6,
    rationale: 'comparison',
  },
};

import { either, type RuleTable } from './rule.js';

const TIMES = '(?:(?:zwei|drei|vier|fünf|sechs|sieben|acht|zehn|zig|x-?|hundert|mehr|\\d{1,2}) ?mal|mehrfach|mehrmals)';
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
      // Two times the same.
      new RegExp(`\\b${TIMES} [^,.!?]{3,40}, (?:und )?${TIMES} \\w`),
      new RegExp(
        `\\b(?:schon|jetzt|bereits|mittlerweile|nun) (?:schon |jetzt |bereits )?(?:der|die|das|mein|meine|unser|unsere) ${NTH} (?:\\w{4,14}brief|mail|e-mail|anruf|brief|monteur|techniker|mitarbeiter\\w{0,2}|handwerker|ersatz\\w{0,8}|gespräch|schreiben|versuch|anlauf|termin|bote|ticket|reklamation|beschwerde|reparatur|antrag)\\b`,
      ),
      /\bwie oft (?:soll|muss|müssen|sollen) (?:ich|wir|man)\b.{0,60}\b(?:noch|denn)\b|\bwieder und wieder\b|\bein ums andere mal\b/,
      /\b(?:ticket|fall|auftrag) (?:eröffnet|geöffnet), \w{3,8} geschlossen/,
    ),
    unless:
      /\b(?:danke|gern|gerne|super|toll|zufrieden|lecker|genuss|begeistert|perfekt|wunderbar|freude|pünktlich|top)\b/,
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
  'in-vain': {
    when: either(
      /\bwieder \w{4,16}, (?:und )?wieder (?:nur|nix|nichts|kein\w{0,2}|\w{4,16})\b/,
      /\btrotz (?:mehrmalige[rnm]|mehrfache[rnm]|wiederholte[rnm]|mehrere[rn]?|etliche[rn]?) \w{4,20}\b/,
      /\bnach (?:mehreren|etlichen|unzähligen|zig|(?:dem|der) (?:zweiten|dritten|vierten|fünften|x-ten)) (?:anruf|mail|e-mail|versuch|neustart|reset|nachfrage|telefonat|anlauf|update)\w{0,3}\b/,
      /\b(?:mehrere|zig|unzählige|etliche|drei|vier|fünf|sechs|zehn) (?:mails|e-mails|anrufe|briefe|nachrichten|tickets|telefonate|versuche|anläufe|termine),? (?:und |bisher )?(?:keine?|null|nichts|nix|ohne)\b/,
      /\b(?:schreibe?|rufe?|frage?|bitte|bettle|maile) (?:ich )?(?:\w{2,8} ){0,4}seit (?:\w{2,8} )?(?:tagen|wochen|monaten|jahren)\b/,
      /\bgestern schon\b.{0,40}\bund (?:vorgestern|heute|davor)\b/,
    ),
    unless: /\b(?:danke|super|toll|lecker|begeistert|zufrieden|geklappt|gerne?|freundlich|schön|perfekt|freude)\b|\?/,
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
      /\b(?:nahm|nahmen) (?:ich |wir )?an,? (?:dass )?(?:der|die|das|es)\b|\b(?:ging|gingen) (?:ich |wir )?(?:eigentlich )?davon aus,? dass\b|\b(?:war|waren) (?:ich |wir )?der meinung,? (?:dass|der|die|das|es)\b/,
      /\b(?:verkäufer\w{0,2}|berater\w{0,2}|makler\w{0,2}|vertreter\w{0,2}|hotline|werbung|anzeige) (?:\w{2,8} )?(?:sprach|redete|war|warb) (?:\w{2,8} ){0,2}(?:von|mit)\b/,
      /\bstand drauf\b|\b(?:laut|lt) (?:beschreibung|anzeige|prospekt|website|webseite|plan|katalog)\b/,
    ),
    unless: either(
      /\b(?:umso besser|schon (?:am )?(?:donnerstag|dienstag|einen tag|früher|vorher)|pünktlich|sogar früher|wie (?:versprochen|abgemacht|vereinbart)|genau so|stimmt(?:e)? (?:alles|genau)|noch besser|so war es auch|passt|super|toll|begeistert|hieß (?:es )?(?:willkommen|früher))\b/,
      /\bfür (?:zwei|drei|eine?) (?:nacht|nächte|person\w{0,2})\b|\bsoll(?:en)? ab\b/,
    ),
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
  'for-that': {
    when: either(
      /\b(?:vier|fünf|drei|\d) ?-?sterne?n?\b[^.!?]{0,40}\b(?:erwart\w{1,3}|rechn\w{1,3}|meinen|denkt|plastik\w{0,8}|\?)/,
      /\bvon (?:eine[mr]|ihnen|euch|so eine[mr]) (?:\w{2,20} ){0,6}(?:hätte|hätten|erwarte|erwartet)\b/,
      /\b(?:hätte|hätten|hatte|hatten|hab|habe) (?:ich |wir )?(?:mir|uns) (?:\w{2,12} ){0,4}(?:mehr|besseres|was anderes|etwas anderes|weniger \w{4,12}) (?:versprochen|vorgestellt|erhofft|erwartet)\b/,
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
  'still-had': {
    when: either(
      /\b(?:der|die|das|mein\w?|unser\w?) (?:vorjahresmodell|vorgänger\w{0,8}|alten? \w{3,16}|vorige[nrs]? \w{3,16}|frühere[nrs]? \w{3,16}) (?:hatten?|kamen?|gab|ist|sind|lief|liefen|konnten?|war|waren) (?:\w{2,12} ){0,5}(?:noch|wenigstens|immerhin)\b/,
      /\b(?:letztes|voriges) jahr (?:\w{2,12} ){0,3}(?:noch|wenigstens)\b|\bunter (?:dem|der) (?:alten|vorigen|früheren) \w{4,14} (?:gab|war|waren|hatte)\b/,
      /\b(?:im nachbar\w{2,10}|im ort nebenan|nebenan|gegenüber|drüben)\b[^.!?]{0,40}\b(?:kriegt|bekommt|meldet|geht|steht|kommt|schicken|nimmt|macht) (?:man|er|noch|jeden|einem|auf jedem|so was|sowas)\b/,
    ),
    unless:
      /\b(?:besser|schneller|schlechter|kaputt|noch (?:nicht|kein\w{0,2}|nie)|jetzt|heute|wohnt|begeistert|zufrieden|opa|oma|vater|mutter)\b|\?/,
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
  'instead-of': {
    when: either(
      /\bstatt (?:der|des|dem|den) (?:bestellten|gebuchten|versprochenen|angekündigten|vereinbarten|zugesagten|beworbenen)\b/,
      /\b(?:im (?:internet|netz|katalog|prospekt)|online|auf den (?:bildern|fotos)) (?:sah|sahen|wirkte|wirkten|schien)\b.{0,50}\b(?:größer|schöner|besser|heller|neuer|anders)\b/,
      /\b(?:war|hatten|hatte) (?:\w{2,10} ){0,4}(?:ausgemacht|abgesprochen|besprochen)(?=[.,])/,
      /\b(?:extra|eigens|ausdrücklich) (?:\w{2,14} ){0,5}(?:gebucht|bestellt|reserviert|angegeben|darum gebeten)\b/,
      /\b(?:bezahlt|gezahlt|gebucht|bestellt) (?:habe|haben|hatte|hatten) (?:ich|wir)\b.{0,40}, (?:gesessen|bekommen|geliefert|gekommen|gewohnt|geschlafen|erhalten|gekriegt)\b/,
      /\bauf (?:die|eure|ihre|diese) (?:zusage|auskunft|angaben?) (?:\w{2,8} )?verlassen\b|\b(?:beschreibung|bilder|fotos|werbung)\b.{0,40}\b(?:wenig|nichts|nicht viel) (?:mit der (?:wirklichkeit|realität) )?(?:zu tun|gemein)\b/,
    ),
    unless:
      /\b(?:noch (?:schöner|besser|größer)|super|toll|begeistert|perfekt|wie (?:besprochen|abgesprochen)|pünktlich|hat (?:auch )?geklappt)\b|\?/,
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
  'others-can': {
    when: either(
      /\bbei (?:meine[rmn]|unsere[rmn]) (?:bruder|schwester|freund\w{0,3}|nachbar\w{0,2}|eltern|kolleg\w{1,3}|schwager|cousin\w{0,1})\b.{0,30}\b(?:dauert|geht das|klappt|kostet|funktioniert|läuft das)\b/,
      /\b(?:die|alle) anderen (?:banken|kassen|hotels|händler|läden|anbieter|städte|bahnen|apps|werkstätten|hersteller|firmen|vereine)\b.{0,40}\b(?:verlangen|nehmen|kosten|schaffen|schicken|klappt|geht|zahlen|bieten|erlauben)\b/,
      /\b(?:können|kann|machen|macht|schaffen|kriegen) (?:die |das |es )?andere (?:\w{3,10} ){0,2}(?:besser|schneller|günstiger|billiger|einfacher)\b/,
      /\bin jede[mr] anderen \w{4,16}\b.{0,40}\b(?:klappt|geht|gibt|funktioniert|kriegt|bekommt|kann)\b/,
      /\bvor (?:zwei|drei|vier|fünf|zehn|einigen|ein paar) jahren (?:ging|gab|konnten?|kam|fuhr)\b.{0,50}\bnoch\b/,
      /\b(?:unser|mein|der)e? (?:vorherige\w?|ehemalige\w?|vorige\w?) (?:vermieter|anbieter|hausmeister|verwalter|makler|wirt|monteur|berater|verein)\w{0,3} (?:hat|hatte|kam|rief|war)\b/,
      /\b(?:hotel|haus|pension|wohnung|anlage) (?:vom|im) letzten (?:jahr|urlaub|sommer) (?:war|waren|gab|hatte|lag)\b/,
      /\b(?:beim|im) (?:online\w{3,12}|versandhandel|netz|supermarkt|discounter|baumarkt)\b.{0,30}\b(?:gratis|kostenlos|billiger|günstiger|umsonst|die hälfte)\b/,
    ),
    unless:
      /\b(?:nicht (?:besser|mithalten)|schlechter|lauter|hier (?:\w{2,8} )?(?:besser|schneller)|jetzt|wohnt|genauso|begeistert|zufrieden)\b|\?/,
    confidence: 0.6,
    rationale: 'comparison',
  },
};

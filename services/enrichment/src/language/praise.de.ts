import { KEEP_AS_IS } from './keep-as-is.js';
import { either, type RuleTable } from './rule.js';

/** Said well, also by what there was not. */
export const praise: RuleTable = {
  praise: {
    when: either(
      /\b(?:toll\w{0,2}|super|klasse|prima|spitze|hervorragend\w{0,2}|ausgezeichnet\w{0,2}|fantastisch\w{0,2}|großartig\w{0,2}|perfekt\w{0,2}|genial\w{0,2}|begeistert|zufrieden\w{0,2}|glücklich\w{0,2}|einwandfrei|tadellos|reibungslos|zuverlässig\w{0,2}|empfehlenswert|empfehle|weiterempfehlen|weiter so|top|danke für|(?:vielen|herzlichen|besten|lieben|tausend|großen) dank für|dank an|lob|sehr (?:gut|nett|freundlich|schnell|hilfsbereit|kompetent|schön)\w{0,2}|gefällt (?:mir|uns)|liebe (?:diesen|den|das|dieses)|mega|echt gut|läuft wie|(?:funktioniert|klappt|läuft|passt) wie (?:es soll|beschrieben|gewünscht)|(?:früher|schneller) als (?:angekündigt|angegeben|erwartet|gedacht|geplant)|bestens|unkaputtbar|z'?frieden|gold wert|(?:gut|nett)e[rsn]? (?:gerät|drucker|kopierer|service|team|leute|arbeit)|1 ?a)\b/,
      /^(?:passt|läuft|basst|past)(?: scho| schon| so| alles)?[.! ]*$/,
    ),
    unless: either(
      /\b(?:nicht|nie|kein|keine|keinen|keiner|wäre|wären|wär|wärs|würde|würden|hätte|hätten|wenn|falls|unzufrieden|leider|sollte|könnte|super-?gau|na toll|na super|na prima|na klasse|außer|bis auf|(?:\w{1,10}te[nr]?|\d{1,2}\.|business|economy|untere|gehobene|unsere[nr]?|seine[nr]?) klasse|klasse \d{1,2}|klasse (?:\w{1,12} ){0,2}(?:gebucht|reserviert)|(?:platz|sitzplatz|sitz|wagen|gleis|gate|haus|hausnummer|zimmer|reihe|tisch|klasse|tor|block|nr\.?|straße) 1 ?a|dank (?:schon ?mal |schon )?im voraus|(?:danke|dank) für (?:nichts|(?:ihr|euer|das) verständnis|ihre geduld|eure hilfe im voraus|(?:ihre?n?|deine?n?|eure?n?) (?:feedback|anfrage|zeilen|interesse|bestellung|bewertung|buchung|einkauf|nachricht|mitteilung|treue)|den hinweis|die info|eine kurze|die rückmeldung)|nix|kaum)\b/,
      /^(?:toll|super|klasse|prima)[.!,]? (?:jetzt|schon wieder|der|die|das|nun)|^(?:ganz |echt |wirklich )?(?:super|toll\w?|klasse|genial\w?|prima) (?:idee|einfall|leistung|aktion)[,:] .{5,100} zu \w{3,16}en\b/,
    ),
    confidence: 0.8,
  },
  nothing: {
    when: /\b(?:nichts zu (?:meckern|beanstanden|bemängeln)|kann (?:\w{1,10} )?nicht meckern|keine (?:\w{1,12} )?(?:probleme|beanstandungen|papierstaus|störungen|ausfälle)|kein einziger? (?:\w{1,12} )?(?:fehler|papierstau|ausfall|problem|stau)|lässt keine wünsche offen|jederzeit wieder|geht nicht besser|besser geht(?:'?s| es) nicht|noch nie (?:ein problem|probleme|ärger|einen (?:stau|papierstau|ausfall))|(?:macht|machen) (?:\w{1,10} ){0,3}nichts falsch|(?:kann|können|kannst) (?:\w{1,10} ){0,3}nichts falsch machen|keine[nr]? grund (?:zur|zum) (?:klage|klagen|beschwerde|beanstandung|meckern)|(?:keine|nicht (?:ein)?mal) (?:\w{1,10} ){1,2}(?:minuten?|sekunden|stunden?) (?:\w{1,10} ){0,2}(?:gedauert|gewartet|warten))\b/,
    unless: /\?|\b(?:wenn|falls|damit|hoffe|hoffentlich|angeblich|laut|trotzdem)\b|keine probleme gelöst/,
    confidence: 0.65,
  },
  mended: {
    when: /\b(?:schnell|sofort|innerhalb|binnen|im handumdrehen|in (?:\w{1,10} ){1,2}(?:minuten|stunden?)|nach (?:\w{1,10} ){1,2}(?:minuten|stunden?)|am (?:selben|gleichen) tag|noch am|ruckzuck|auf anhieb|gleich beim)\b.{0,40}\b(?:behoben|repariert|gelöst|beseitigt|abgedichtet|gerichtet|ausgetauscht|ersetzt)\b/,
    unless: either(
      /\?/,
      /\b(?:nicht|nie|kein\w{0,2}|niemand|nichts|noch nicht|erst|aber|obwohl|bitte|soll\w{0,3}|muss\w{0,3}|kann|könn\w{1,4}|wird|werden|angeblich|wenn|ohne|statt|versprochen|hoffe\w?|damit|erwart\w{1,3}|störung)\b/,
      /\bsich (?:(?!und )\w{1,14} ){0,4}gelöst/,
      /\b(?:repariert|ausgetauscht|ersetzt)\b.{0,80}\b(?:kaputt|defekt)\b/,
    ),
    confidence: 0.75,
  },
  'leave-it': { ...KEEP_AS_IS.de, confidence: 0.75 },
  litotes: {
    when: either(
      /\b(?:nix|nichts|nüscht|nüx) (?:dran |daran |hier |da )?(?:zu (?:meckern|mäkeln|motzen|nörgeln|kritisieren)|auszusetzen)\b/,
      /\bnicht (?:mal |so |ganz |einmal )?(?:schlecht|übel|verkehrt|dumm|von schlechten eltern)(?=[,.!;)]|$)/,
      /\b(?:kann|können|konnte|konnten) (?:\w{2,10} ){0,6}nicht (?:beklagen|beschweren|klagen)(?=[,.!;]|$)/,
      /\b(?:kann|konnte) man (?:echt |wirklich |gar |überhaupt |da ){0,2}(?:nix|nichts) (?:gegen )?sagen\b/,
      /\b(?:noch )?(?:nie|kein einziges mal|nicht ein einziges mal) (?:\w{2,10} ){0,2}(?:ärger|stress|scherereien|theater)\b/,
      /\b(?:alles andere als|weder) (?:langweilig|laut|teuer|kompliziert|schlecht)\w{0,2}\b/,
    ),
    unless: either(
      /\?|\b(?:wäre|wären|wär|würde|hätte|fände|aber|leider|wenn|falls|obwohl|gestaunt|trotzdem|wollte|will|soll)\b/,
      /\bweder\b.{3,40}\bnoch (?:billig|gut|schnell|nett|freundlich|pünktlich|günstig|sauber)/,
    ),
    confidence: 0.7,
  },
  'at-last-one': {
    when: /^endlich (?:mal |wieder ){0,2}eine?[rn]? ?(?:\w{3,20} ){0,3}?\w{0,20}, (?:(?:bei|in|mit|für|auf) )?(?:der|die|das|dem|den|wo)\b/,
    unless: /\b(?:aber|leider|dann|doch|und schon)\b|\?/,
    confidence: 0.7,
  },
  though: {
    when: /^(?:(?!aber)[^,;.!?]){0,40}\b(?:nett\w{0,2}|freundlich\w{0,2}|super|klasse|toll\w{0,2}|schön\w{0,2}|gute?[rsn]?|lecker\w{0,2}|top|prima|herrlich\w{0,2}|kompetent\w{0,2}|hilfsbereit\w{0,2}|bequem\w{0,2}|flott\w{0,2}|gemütlich\w{0,2}|prächtig|goldig)\b[^,;.!?]{0,25}[,;] ?(?:aber|leider|nur|bloß|allerdings|jedoch|doch|trotzdem|dafür)\b/,
    unless: either(
      /^(?:(?!,).){0,60}\b(?:nicht|nie|kein\w{0,2}|wäre|wär|sollte|könnte|würde|hätte|früher|damals|na|gern|zu|wenn|soll)\b/,
      /^[^,]{0,60}\b(?:leider|guten (?:tag|morgen|abend)|gut(?:e|en)? (?:\d|zwei|drei|eine?) )/,
    ),
    confidence: 0.7,
  },
  superlative: {
    when: /\bbesser (?:kann|könnte|konnte|hätte|geht|ging) (?:\w{1,6}(?:'s)? ){1,3}nicht\b|\bbesser (?:\w{2,8} )?(?:gehts|geht's|kann mans) nicht\b/,
    unless: /\?|\b(?:angeblich|wenn|falls|weiß|wissen|verstecken|verbergen|ignorier\w{1,2}|vergraul\w{1,2})\b/,
    confidence: 0.7,
  },
  recommended: {
    when: either(
      /\b(?:kann|können) (?:ich |wir |man )?(?:\w{2,10} ){0,3}(?:nur|sehr|wärmstens|jedem|absolut) (?:\w{2,10} )?(?:empfehlen|loben)\b/,
      /^so (?:muss|soll) (?:das|es) (?:sein|laufen|aussehen|schmecken)\b|\balles paletti\b|\bkomm\w{0,2} (?:ich |wir )?(?:immer )?wieder gerne?\b|\b(?:immer )?wieder gerne?(?=[.!]|$)/,
      /^(?:einfach|echt|wirklich|richtig|sehr) (?:lecker|schön|spitze|gut|köstlich|klasse)[.! ]{0,5}$/,
      /\bmerkt man,? dass .{3,50}\b(?:handwerk verstehen|spaß (?:macht|haben)|mit (?:herz|liebe|freude))\b/,
      /\bhat (?:mir|uns) (?:\w{2,10} ){0,2}(?:sehr|echt|richtig|super|enorm) (?:\w{2,10} )?(?:geholfen|weitergeholfen|gefallen|geschmeckt)\b/,
    ),
    unless: /\?|\b(?:nicht|nie|kein\w{0,2}|wäre|würde|hätte|wenn|leider|aber|davon ab\w{0,6}|abzuraten)\b/,
    confidence: 0.75,
  },
};

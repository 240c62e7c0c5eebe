import { either, inSentenceWithout, type RuleTable } from './rule.js';

const BROKEN =
  /\b(?:kaputt\w{0,2}|defekt\w{0,2}|beschädigt\w{0,2}|hinüber|im eimer|gebrochen|abgebrochen|ausgefallen|fällt (?:\w{1,12} ){0,4}aus|streikt|spinnt|gibt den geist auf|undicht|leckt|tot)\b/;
const ERROR =
  /\b(?:fehler\w{0,9}|störung\w{0,2}|absturz|abstürze|stürzt|abgestürzt|hängt|hängen (?:geblieben|fest|sich)|(?:bleibt|bleiben|blieb|blieben) (?:\w{1,12} ){0,3}hängen|aufgehängt|papierstau\w{0,1}|stau|klemmt|streifen|schlieren|verschmiert\w{0,2}|schmiert|unscharf|strich|striche|flecken|leere seiten?|seiten? (?:ist|sind|bleiben|kommen) (?:\w{1,10} )?leer|offline|verbindungsabbr\w{3,6}|quietscht|rattert|überhitzt|eingefroren|friert|unleserlich\w{0,2}|zerknittert\w{0,2}|verblasst|staut|pfeift|knirscht|knattert|fehlgeschlagen|gescheitert|schlägt fehl|verweigert|bricht\b.{0,60}\bab)\b|\b(?:meldet|zeigt|behauptet)\b.{0,50}\bobwohl\b/;

const TROUBLE = /\b(?:problem|probleme|problemen|ärger|mängel|mangel|reklamation|beschwerde|ausfall|ausfälle)\b/;

const MENDED =
  /behoben|repariert|beseitigt|(?<!\b(?:sich|ticket|fahrkarte|fahrschein) (?:(?!und )\w{1,14} ){0,4})gelöst|gefunden(?=,? (?:und )?seitdem (?:geht|hält|ist|läuft|sind)\b)|abgedichtet|geflickt|entstört|ausgetauscht|ersetzt/;

/** Asks for a repair, waits for it, doubts it, or came to it oneself. */
const NOT_OVER =
  /\b(?:nicht|nie|kein\w{0,2}|niemand|nichts|noch|erst|trotzdem|aber|obwohl|bitte|soll\w{0,3}|muss\w{0,3}|müss\w{1,3}|kann|könn\w{1,4}|wird|werden|angeblich|laut|wieder da|wann|wenn|ohne|statt|wochen|monaten?|selbst|selber|versprochen|hoffe\w?|damit|bis|falsch\w{0,2})\b/;

/** There ever since something else was repaired. */
const sinceMended = ({ source: fault }: RegExp): RegExp =>
  new RegExp(
    `(?:${fault}).{0,80}\\b(?:seit|seitdem|sobald|nachdem)\\b[^.;]{1,80}\\b(?:${MENDED.source}) (?:ha(?:be?|ben|bt|t|tte|tten)|ist|sind|war|waren|wurden?|worden)\\b`,
  );

/** A fault that is told to be over, and none that is named after it. */
const isMended = (fault: RegExp): RegExp =>
  inSentenceWithout(
    either(NOT_OVER, sinceMended(fault)),
    new RegExp(
      `\\b(?:${MENDED.source})\\b(?: (?:\\w{1,14} ){0,3}(?:kaputte|defekte|beschädigte)[nrs]?\\b)?(?!.{0,200}(?:${fault.source}))`,
    ),
  );

/** Faults, neglect, and repeated attempts. */
export const problems: RuleTable = {
  broken: {
    when: BROKEN,
    unless: either(
      isMended(BROKEN),
      /(?:nie|nicht|noch nie|nichts) (?:\w{1,12} ){0,2}(?:kaputt|defekt|ausgefallen|beschädigt)|fällt (?:\w{1,12} ){0,3}(?:nie|niemals|nicht|kaum|positiv|gut|besser|schmal|knapp|größer|kleiner|deutlich) (?:\w{1,12} ){0,2}aus/,
    ),
    confidence: 0.85,
  },
  'not-working': {
    when: either(
      /\b(?:geht|gehen|ging|gehts|funktioniert|funktionieren|funzt|läuft|laufen|druckt|drucken|scannt|scannen|kopiert|zieht|startet|reagiert|verbindet|sendet|verschickt|erkennt|findet|öffnet|lädt|speichert|klappt|kommt|kommen|landet|landen|akzeptiert|nimmt|antwortet|meldet|lässt|tut|passt)\b(?: \w{1,18}){0,6} (?:nicht|nich|nichts|net|ned|nix|nie|nicht mehr|keine|keinen|kein)\b/,
      /\b(?:nicht|nichts|nix|nie|niemand|keiner|kein|keine) (?:\w{1,18} ){0,4}(?:geht|gehen|funktioniert|funktionieren|läuft|druckt|gedruckt|scannt|gescannt|startet|reagiert|verbunden|erkannt|klappt|kommt|angekommen|ankommt|ankommen|antwortet|erreichbar|verschickt|gesendet|zurückgerufen|gemeldet|geliefert|gekommen|lieferbar|verfügbar)\b/,
    ),
    unless: either(
      // Nothing is better.
      /(?:geht|läuft|funktioniert|klappt) (?:\w{1,10} )?nicht (?:besser|schneller|einfacher)|besser geht/,
      /nicht nur|lässt (?:\w{1,12} )?(?:keine wünsche|nichts zu wünschen)|kommt (?:mir|uns) nicht (?:mehr )?ins/,
      /langeweile/,
      /(?:besseres|schöneres|günstigeres|leckereres|besseren|bessere|schöneren|schönere) (?:\w{1,14} ){0,3}(?:findet|kommt|geht|gibt)/,
      /komme? (?:\w{1,10} )?nicht in frage/,
      /da (?:kommt|kommen) (?:kein|keine|keiner) (?:\w{2,14} ){0,2}(?:mit|ran|vorbei)(?=[.,!;]|$)/,
      // Nothing goes wrong.
      /nichts schief|geht (?:\w{2,10} ){0,2}nichts (?:über|verloren)|aus de[mr] (?:staunen|ruhe)/,
      /(?:nicht|nie) zu spät\b|kommt (?:es )?nicht auf .{1,20} an\b|nicht (?:weh|entgehen)\b/,
      /nicht alle tage vor\b|findet man kein\w{0,2} (?:unfreundlich|schlecht)|kein problem|keine probleme/,
      // What one has to know.
      /\bohne (?:voranmeldung|anmeldung|termin|reservierung|ausweis|passfoto) (?:\w{2,10} ){0,2}(?:geht|läuft) (?:\w{2,8} ){0,3}(?:nix|nichts|nicht)\b/,
      // Supposed.
      /(?:ob|wenn|falls) (?:er|es|sie|das|der|die) nicht/,
    ),
    confidence: 0.8,
  },
  error: {
    when: ERROR,
    unless: either(
      isMended(ERROR),
      // There is none.
      /\b(?:kein|keine|keinen|ohne|nie|null|weniger|keinerlei) (?:\w{1,12} ){0,2}(?:fehler|störung|absturz|papierstau|stau|streifen|schlieren|hängt|klemmt)/,
      /\b(?:streifen|schlieren|strich|flecken|stau|fehler) (?:\w{1,10} ){0,2}weg\b/,
      /(?:stürzt|hängt|klemmt|friert|staut|quietscht|rattert|bricht) (?:\w{1,12} ){0,3}(?:nie|niemals|nicht|nichts)\b/,
      /\b(?:ist|sind|war|waren) (?:\w{2,10} ){0,5}geschichte\b/,
      /\bnicht (?:mehr )?(?:ewig|lange|stundenlang|dauernd|ständig) (?:\w{2,12} ){0,3}häng\w{1,2}\b/,
      // Other senses of the words.
      /^hängt\b|\bhäng(?:t|en) (?:\w{2,12} ){0,2}(?:dran|an|im (?:anhang|flur|bad|keller|treppenhaus|wohnzimmer|schlafzimmer)|in der (?:küche|garage|diele)|über (?:dem|der)|an der wand|neben|links|rechts|ein|eine)(?=[ .,]|$)/,
      /\b(?:bild|spiegel|lampe|wäsche|jacke|vorhang|vorhänge|plakat|schild) (?:\w{2,12} ){0,4}aufgehängt|\bmein (?:eigener )?fehler\b|\bfehler(?:bericht|meldung ausgefüllt)/,
      /(?:unterm|unter dem) strich|strich und faden/,
      // Offline on purpose.
      /offline[- ](?:\w{1,12} )?(?:nutzen|nutzbar|lesen|verfügbar|hören|ansehen|anschauen|speichern|verwenden|karten?|modus)|(?:auch|gibt es|lassen sich|geht) (?:\w{1,12} )?offline/,
      // There is none.
      /fehlerfrei|fehlerlos|nichts (?:klemmt|hängt|verschmiert)/,
    ),
    confidence: 0.75,
  },
  trouble: {
    when: TROUBLE,
    unless: either(
      isMended(TROUBLE),
      /\b(?:kein|keine|keinerlei|ohne|null|nie|noch nie) (?:\w{1,12} ){0,2}(?:problem|ärger|mängel|ausfall|ausfälle|reklamation|beschwerde)(?! (?:\w{1,10} ){0,2}(?:gelöst|behoben))|problemlos|keine ahnung/,
    ),
    confidence: 0.65,
  },
  wrong: {
    when: /\b(?:ist|sind|war|waren) (?:\w{1,12} ){0,4}weg\b|\b(?:fehlt|fehlen|fehlte|fehlten|verschwunden|verloren|verliert|verlieren|falsch\w{0,2}|verwechselt|doppelt (?:berechnet|abgebucht|in rechnung))\b/,
    unless: either(
      /weit weg|(?:bin ich|sind wir|ich bin|wir sind) (?:\w{1,12} ){0,3}weg/,
      /(?:problem|fehler|streifen|stau|strich)\w{0,2} (?:\w{1,12} ){0,3}weg/,
      /(?:zeit|geduld|worte) (?:\w{1,10} )?verlieren|(?:fehlt|fehlen) (?:\w{1,10} ){0,3}nichts/,
      /nichts (?:fehlt|falsch)|nicht falsch|kann man nichts falsch/,
      // Never, or by oneself.
      /\b(?:nie|nichts|kein\w{0,2}|nicht (?:eine?|einmal)) (?:\w{2,12} ){0,5}(?:falsch\w{0,2}|verloren|verwechselt)\b|\bmeine schuld\b|\bmein (?:eigener )?fehler\b/,
      /\bfalsch\w{0,2} (?:\w{3,18} )?(?:stand von mir|angegeben|eingegeben|eingetippt|erwischt)\b|\b(?:hätte|hatte|hab|habe) (?:ich )?(?:\w{2,8} ){0,2}(?:den|die|das) falsche\w? \w{3,16} (?:genommen|gewählt)\b|\bverloren gegen\b/,
      // To wish for.
      /\b(?:was|eines|eins) (?:\w{2,8} ){0,3}fehlt\b|\b(?:design|modus|\w{0,12}funktion|\w{0,8}ansicht|option|übersicht|einstellung|möglichkeit|suche) (?:\w{2,8} ){0,2}fehlt\b|\bfehlt (?:mir |uns |noch |hier |da ){0,2}eine?n? (?:\w{3,12} )?(?:\w{0,12}modus|\w{0,12}funktion|\w{0,8}ansicht|option|übersicht|einstellung|möglichkeit|suche|radweg)\b/,
      /\b(?:fehlt|fehlen) (?:jetzt |mir |uns |eigentlich )?(?:nur|bloß|lediglich) noch\b(?! (?:ihre|\w{0,3} ?unterschrift))/,
    ),
    confidence: 0.7,
  },
  neglect: {
    when: either(
      // Nobody is there.
      /\b(?:niemand|niemanden|keiner|kein mensch|keine sau)\b(?: \w{1,15}){0,4} (?:da|zurück|ran|dran|erreichbar|erreicht|zuständig|interessiert|kümmert|gekümmert|antwortet|geantwortet|meldet|gemeldet|zurückgerufen|reagiert|hilft|helfen|geholfen|kommt|gekommen|geht|bescheid|weiß|wusste|kam|half)\b/,
      /\b(?:kümmert|meldet|interessiert|antwortet|reagiert|hilft|kam|half|weiß|wusste|fühlt|ruft|geht|hat|war|ist) (?:\w{1,10} ){0,3}(?:niemand|keiner|kein mensch) (?:\w{1,12} ){0,2}(?:da|ran|dran|zuständig|erreichbar|bescheid|zurück|zurückgerufen|geholfen|gemeldet|reagiert|geantwortet)\b/,
      /\b(?:kümmert|meldet|interessiert|antwortet|reagiert|hilft) (?:\w{1,10} ){0,3}(?:niemand|niemanden|keiner|kein mensch)\b/,
      // It takes long.
      /\bwart(?:e|en|ten|et) (?:\w{1,12} ){0,4}(?:seit|schon|immer noch|noch immer|tage|wochen|stunden|\d{1,3})\b/,
      /\b(?:seit|nach) (?:\w{1,12} ){0,2}(?:tagen|wochen|monaten|stunden) (?:\w{1,12} ){0,4}(?:keine|nichts|nicht|kein|warte|warten)\b/,
      // Left undone.
      /\bimmer noch (?:nicht|nichts|kein|keine|keinen|kaputt|defekt)\b/,
      /\bohne (?:\w{1,12} ){0,3}(?:zu (?:lösen|reparieren|beheben|melden|fragen|sagen)|repariert|behoben|gelöst)\b/,
      // Thrown out, on hold, late.
      /\bmeldet (?:mich|uns) (?:\w{1,12} ){0,2}ab\b|\bwarteschleife\b/,
      /\berst (?:am|nach) (?:\w{1,12} ){1,2}(?:tag|tagen|woche|wochen)\b/,
    ),
    unless: either(
      /kein\w{0,2} (?:\w{2,10} )?warteschleife/,
      /warten schon (?:\w{2,12} )?auf (?:den|die|das) nächste\w? (?:reise|urlaub|besuch)/,
      /(?:niemand|keiner) (?:hilft|kümmert sich|kümmert) (?:sich )?so (?:gern|gut|herzlich|lieb|nett|schnell)/,
      /(?:niemand|keiner) (?:muss|beschwert|meckert|sonst|kann (?:das|es) besser)|wie niemand/,
    ),
    confidence: 0.7,
  },
  poor: {
    when: either(
      /\b(?:furchtbar\w{0,2}|grauenhaft\w{0,2}|katastroph\w{1,6}|unbrauchbar\w{0,2}|unzumutbar\w{0,2}|inakzeptabel|unzuverlässig\w{0,2}|miserabel|miserable\w{0,1}|schrott|nervt|frechheit|zumutung|unverschämt\w{0,4}|unmöglich|witz|saftladen)\b/,
      /\b(?:zu|viel zu|so|sehr|echt|extrem|total|wahnsinnig) (?:langsam|laut|teuer|kompliziert|schwer|klein|schlecht|blass|hell|dunkel|umständlich)\b/,
    ),
    unless:
      /\b(?:nicht|nie|gar nicht|kein\w{0,2}|weder|nichts) (?:\w{1,10} ){0,2}(?:zu|so|sehr|unmöglich|schlecht|laut|langsam|teuer|witz)\b/,
    confidence: 0.65,
  },
  'again-and-again': {
    when: either(
      /\bschon wieder\b|\bzum (?:zweiten|dritten|vierten|fünften|sechsten|x-ten|zigsten|wiederholten) ?mal\b/,
      /\b(?:zwei|drei|vier|fünf|sechs|mehr|zig|\d{1,2}) ?mal (?:angerufen|gemeldet|geschrieben|versucht|reklamiert|probiert|repariert|da|nachgefragt)\b/,
      /\bmehrfach (?:angerufen|gemeldet|geschrieben|reklamiert|versucht|nachgefragt)/,
      /\b(?:dritte|vierte|fünfte|zweite)[rsn]? (?:techniker|reparatur|termin|anruf|versuch|mail|ersatzgerät|ticket)\w{0,2}\b/,
      /\bimmer und immer wieder\b/,
    ),
    unless: either(
      /schon wieder (?:ein )?(?:super|toll|klasse|begeistert|zufrieden)|gerne wieder|\bversuch hat es geklappt|\b(?:vater|mutter|oma|opa) geworden/,
      inSentenceWithout(
        /\b(?:nicht|nichts|nie|kein\w{0,2}|niemand|aber|leider|ohne|kaputt|defekt)\b/,
        /(?:schon wieder|zum \w{5,8} ?mal) (?:hier|bei (?:euch|ihnen))(?=[.,!;]|$| (?:und|zu gast|im urlaub))/,
      ),
    ),
    confidence: 0.6,
    rationale: 'repeated attempt',
  },
  bad: {
    when: /\b(?:schlecht(?:e[rnsm]?)?|miese?[rnsm]?|übel|meckern|motzen|auszusetzen|ärger)\b/,
    unless: either(
      /\b(?:nicht|nie|kein\w{0,2}|weder|ohne|null|kaum|nix|nichts|nüscht) (?:\w{2,10} ){0,4}(?:schlecht\w{0,2}|mies\w{0,2}|übel|meckern|motzen|auszusetzen|ärger)\b/,
      /\b(?:schlecht\w{0,2} (?:wetter|gewissen|zeiten?|laune|straße|erwischt)|mehr schlecht als recht|(?:hören?|hört|sehen?|sieht) (?:\w{2,8} )?schlecht|spar\w{1,2} .{0,20}ärger|selten so wenig|gewerkschaft|mir (?:wird|war|ist) (?:\w{2,6} )?(?:schlecht|übel)|alles andere als|nehm\w{0,2} .{0,20} übel)\b/,
      /^(?:schlecht|übel|mies) (?:war|ist|sind|waren|isst|schläft)\b.{0,40}\bnicht\b/,
      /\bschlecht\w{0,2} (?:geschlafen|gelaunt|gegessen)\?|\b(?:wenn|falls)\b|\?/,
    ),
    confidence: 0.65,
  },
  irony: {
    when: either(
      /\bna (?:bravo|toll|super|klasse|prima|danke|fein|herrlich|wunderbar|servus)[,!:.]? (?!schönen|danke|vielen|dann)\w.{9}/,
      /\b(?:glückwunsch|glückwünsche|gratuliere|gratulation|respekt|bravo|applaus|chapeau|hut ab)\b.{0,90}\b(?:noch \w{3,14}er|weniger|nicht|nichts|kein\w{0,2}|verpass\w{1,3}|vergraul\w{1,3}|verlier\w{1,2}|ruinier\w{1,2}|schlechter|langsamer|teurer|umständlicher)\b/,
      /^(?:ganz |echt |wirklich )?(?:super|toll\w?|klasse|genial\w?|prima|glanz\w{0,4}|spitzen) ?(?:idee|einfall|leistung|aktion)[,:] .{5,100} (?:zu|\w{2,4}zu\w{3,12}) ?\w{0,16}en\b/,
      /\b(?:danke|dank) (?:auch )?für (?:nichts|nix|gar nichts|rein gar nichts)\b/,
      /\b(?:toll|super|klasse|prima|herrlich|wunderbar|schön),? (?:jetzt|wieder|schon wieder|mal wieder|da) (?:darf|dürfen|sitz\w{0,2}|steh\w{0,2}|wart\w{0,2}|muss|müssen) (?:ich|wir)\b/,
    ),
    unless: either(
      /\b(?:noch nie (?:so|ein\w{0,2} so)|nicht (?:selbstverständlich|nur|mehr (?:missen|hergeben|weg)|besser)|nichts (?:zu|auszusetzen)|keine? (?:\w{2,12} )?(?:mühe|probleme?|fehler|ärger|wünsche))\b/,
      /\bna (?:prima|super|toll|klasse),? (?:dann )?(?:passt|bis|danke|freut)\b/,
    ),
    confidence: 0.7,
  },
  'ill-treated': {
    when: /\b(?:mich|uns|ihn|(?:mein|unser)\w{0,2} \w{3,12}) (?:\w{2,12} ){0,5}(?:stehen (?:ge)?lassen|stehengelassen|sitzen (?:ge)?lassen|im stich gelassen|warten lassen|hängen (?:ge)?lassen|abblitzen lassen|auflaufen lassen|angeschnauzt|angeraunzt|angemault|angepflaumt|ausgelacht|weggeschickt|abgefertigt|abgespeist|abgewimmelt|ignoriert|angelogen|belogen|vertröstet|beschimpft|angebrüllt|angeschrien)\b/,
    unless:
      /\b(?:nicht|nie|kein\w{0,2}|niemand|weder|ohne|wollte|statt)\b|\?|\bhab(?:e|en)? (?:ich|wir)\b|\b(?:ich|wir) hab(?:e|en)?\b/,
    confidence: 0.8,
  },
};

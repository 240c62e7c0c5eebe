import { AS_IT_IS } from './as-it-is.js';
import { requests } from './requests.de.js';
import { either, rules } from './rule.js';

const BROKEN =
  /\b(?:kaputt\w{0,2}|defekt\w{0,2}|beschädigt\w{0,2}|hinüber|im eimer|gebrochen|abgebrochen|ausgefallen|fällt (?:\w{1,12} ){0,4}aus|streikt|spinnt|gibt den geist auf|undicht|leckt|hinüber|tot)\b/;
const ERROR =
  /\b(?:fehler\w{0,9}|störung\w{0,2}|absturz|abstürze|stürzt|abgestürzt|hängt|hängen (?:geblieben|fest|sich)|(?:bleibt|bleiben|blieb|blieben) (?:\w{1,12} ){0,3}hängen|aufgehängt|papierstau\w{0,1}|stau|klemmt|streifen|schlieren|verschmiert\w{0,2}|schmiert|unscharf|strich|striche|flecken|leere seiten?|seiten? (?:ist|sind|bleiben|kommen) (?:\w{1,10} )?leer|offline|verbindungsabbr\w{3,6}|quietscht|rattert|überhitzt|eingefroren|friert|unleserlich\w{0,2}|zerknittert\w{0,2}|verblasst|staut|pfeift|knirscht|knattert|fehlgeschlagen|gescheitert|schlägt fehl|verweigert|bricht\b.{0,60}\bab)\b|\b(?:meldet|zeigt|behauptet)\b.{0,50}\bobwohl\b/;

const TROUBLE = /\b(?:problem|probleme|problemen|ärger|mängel|mangel|reklamation|beschwerde|ausfall|ausfälle)\b/;

const MENDED =
  'behoben|repariert|beseitigt|(?<!\\b(?:sich|ticket|fahrkarte|fahrschein) (?:(?!und )\\w{1,14} ){0,4})gelöst|gefunden(?=,? (?:und )?seitdem (?:geht|hält|ist|läuft|sind)\\b)|abgedichtet|geflickt|entstört|ausgetauscht|ersetzt';

/** Told of a fault that is no more; who asks for it, waits for it or doubts it tells of one that is there, and so does who names one later. */
const isMended = ({ source: fault }: RegExp): RegExp =>
  new RegExp(
    `^(?!.{0,200}(?:\\b(?:nicht|nie|kein\\w{0,2}|niemand|nichts|noch|erst|trotzdem|aber|obwohl|bitte|soll\\w{0,3}|muss\\w{0,3}|müss\\w{1,3}|kann|könn\\w{1,4}|wird|werden|angeblich|laut|wieder da|wann|wenn|ohne|statt|wochen|monaten?|selbst|selber|versprochen|hoffe\\w?|damit|bis|falsch\\w{0,2})\\b|(?:${fault}).{0,80}\\b(?:seit|seitdem|sobald|nachdem)\\b[^.;]{1,80}\\b(?:${MENDED}) (?:ha(?:be?|ben|bt|t|tte|tten)|ist|sind|war|waren|wurden?|worden)\\b))` +
      `.{0,200}\\b(?:${MENDED})\\b(?: (?:\\w{1,14} ){0,3}(?:kaputte|defekte|beschädigte)[nrs]?\\b)?(?!.{0,200}(?:${fault}))`,
  );

// Left others, and came to whom this is told.
const NOW_WITH_YOU =
  /\b(?:(?:bin|sind) (?:ich |wir )?jetzt|jetzt (?:bin ich|sind wir)) bei (?:euch|ihnen)(?=[.,!;]|$| und )|\b(?:zu|bei) (?:euch|ihnen) (?:gewechselt|gekommen|gelandet|umgezogen)\b/;

export const german = rules('de', {
  REQUEST: requests,
  PROBLEM: {
    broken: {
      when: BROKEN,
      unless: either(
        isMended(BROKEN),
        /(?:nie|nicht|noch nie|nichts) (?:\w{1,12} ){0,2}(?:kaputt|defekt|ausgefallen|beschädigt)|fällt (?:\w{1,12} ){0,3}(?:nie|niemals|nicht|kaum|positiv|gut|besser|schmal|knapp|größer|kleiner|deutlich) (?:\w{1,12} ){0,2}aus/,
      ),
      confidence: 0.85,
    },
    'not-working': {
      when: /\b(?:geht|gehen|ging|gehts|funktioniert|funktionieren|funzt|läuft|laufen|druckt|drucken|scannt|scannen|kopiert|zieht|startet|reagiert|verbindet|sendet|verschickt|erkennt|findet|öffnet|lädt|speichert|klappt|kommt|kommen|landet|landen|akzeptiert|nimmt|antwortet|meldet|lässt|tut|passt)\b(?: \w{1,18}){0,6} (?:nicht|nich|nichts|net|ned|nix|nie|nicht mehr|keine|keinen|kein)\b|\b(?:nicht|nichts|nix|nie|niemand|keiner|kein|keine) (?:\w{1,18} ){0,4}(?:geht|gehen|funktioniert|funktionieren|läuft|druckt|gedruckt|scannt|gescannt|startet|reagiert|verbunden|erkannt|klappt|kommt|angekommen|ankommt|ankommen|antwortet|erreichbar|verschickt|gesendet|zurückgerufen|gemeldet|geliefert|gekommen|lieferbar|verfügbar)\b/,
      unless:
        /(?:geht|läuft|funktioniert|klappt) (?:\w{1,10} )?nicht (?:besser|schneller|einfacher)|besser geht|nicht nur|lässt (?:\w{1,12} )?(?:keine wünsche|nichts zu wünschen)|kommt (?:mir|uns) nicht (?:mehr )?ins|langeweile|(?:besseres|schöneres|günstigeres|leckereres|besseren|bessere|schöneren|schönere) (?:\w{1,14} ){0,3}(?:findet|kommt|geht|gibt)|komme? (?:\w{1,10} )?nicht in frage|da (?:kommt|kommen) (?:kein|keine|keiner) (?:\w{2,14} ){0,2}(?:mit|ran|vorbei)(?=[.,!;]|$)|nichts schief|geht (?:\w{2,10} ){0,2}nichts (?:über|verloren)|aus de[mr] (?:staunen|ruhe)|(?:nicht|nie) zu spät\b|kommt (?:es )?nicht auf .{1,20} an\b|nicht (?:weh|entgehen)\b|nicht alle tage vor\b|findet man kein\w{0,2} (?:unfreundlich|schlecht)|kein problem|keine probleme|(?:ob|wenn|falls) (?:er|es|sie|das|der|die) nicht/,
      confidence: 0.8,
    },
    error: {
      when: ERROR,
      unless: either(
        isMended(ERROR),
        /\b(?:kein|keine|keinen|ohne|nie|null|weniger|keinerlei) (?:\w{1,12} ){0,2}(?:fehler|störung|absturz|papierstau|stau|streifen|schlieren|hängt|klemmt)|\b(?:streifen|schlieren|strich|flecken|stau|fehler) (?:\w{1,10} ){0,2}weg\b|(?:stürzt|hängt|klemmt|friert|staut|quietscht|rattert|bricht) (?:\w{1,12} ){0,3}(?:nie|niemals|nicht|nichts)\b|(?:unterm|unter dem) strich|strich und faden|offline (?:\w{1,12} )?(?:nutzen|nutzbar|lesen|verfügbar|hören|ansehen|anschauen|speichern|verwenden|karten|modus)|fehlerfrei|fehlerlos|nichts (?:klemmt|hängt|verschmiert)/,
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
      unless:
        /weit weg|(?:bin ich|sind wir|ich bin|wir sind) (?:\w{1,12} ){0,3}weg|(?:problem|fehler|streifen|stau|strich)\w{0,2} (?:\w{1,12} ){0,3}weg|(?:zeit|geduld|worte) (?:\w{1,10} )?verlieren|(?:fehlt|fehlen) (?:\w{1,10} ){0,3}nichts|nichts (?:fehlt|falsch)|nicht falsch|kann man nichts falsch/,
      confidence: 0.7,
    },
    neglect: {
      when: /\b(?:niemand|niemanden|keiner|kein mensch|keine sau)\b(?: \w{1,15}){0,4} (?:da|zurück|ran|dran|erreichbar|erreicht|zuständig|interessiert|kümmert|gekümmert|antwortet|geantwortet|meldet|gemeldet|zurückgerufen|reagiert|hilft|helfen|geholfen|kommt|gekommen|geht|bescheid|weiß|wusste|kam|half)\b|\b(?:kümmert|meldet|interessiert|antwortet|reagiert|hilft|kam|half|weiß|wusste|fühlt|ruft|geht|hat|war|ist) (?:\w{1,10} ){0,3}(?:niemand|keiner|kein mensch) (?:\w{1,12} ){0,2}(?:da|ran|dran|zuständig|erreichbar|bescheid|zurück|zurückgerufen|geholfen|gemeldet|reagiert|geantwortet)\b|\b(?:kümmert|meldet|interessiert|antwortet|reagiert|hilft) (?:\w{1,10} ){0,3}(?:niemand|niemanden|keiner|kein mensch)\b|\bwart(?:e|en|ten|et) (?:\w{1,12} ){0,4}(?:seit|schon|immer noch|noch immer|tage|wochen|stunden|\d{1,3})\b|\b(?:seit|nach) (?:\w{1,12} ){0,2}(?:tagen|wochen|monaten|stunden) (?:\w{1,12} ){0,4}(?:keine|nichts|nicht|kein|warte|warten)\b|\bimmer noch (?:nicht|nichts|kein|keine|keinen|kaputt|defekt)\b|\bohne (?:\w{1,12} ){0,3}(?:zu (?:lösen|reparieren|beheben|melden|fragen|sagen)|repariert|behoben|gelöst)\b|\bmeldet (?:mich|uns) (?:\w{1,12} ){0,2}ab\b|\bwarteschleife\b|\berst (?:am|nach) (?:\w{1,12} ){1,2}(?:tag|tagen|woche|wochen)\b/,
      unless:
        /kein\w{0,2} (?:\w{2,10} )?warteschleife|warten schon (?:\w{2,12} )?auf (?:den|die|das) nächste\w? (?:reise|urlaub|besuch)|(?:niemand|keiner) (?:hilft|kümmert sich|kümmert) (?:sich )?so (?:gern|gut|herzlich|lieb|nett|schnell)|(?:niemand|keiner) (?:muss|beschwert|meckert|sonst|kann (?:das|es) besser)|wie niemand/,
      confidence: 0.7,
    },
    poor: {
      when: /\b(?:furchtbar\w{0,2}|grauenhaft\w{0,2}|katastroph\w{1,6}|unbrauchbar\w{0,2}|unzumutbar\w{0,2}|inakzeptabel|unzuverlässig\w{0,2}|miserabel|miserable\w{0,1}|schrott|nervt|frechheit|zumutung|unverschämt\w{0,4}|unmöglich|witz|saftladen)\b|\b(?:zu|viel zu|so|sehr|echt|extrem|total|wahnsinnig) (?:langsam|laut|teuer|kompliziert|schwer|klein|schlecht|blass|hell|dunkel|umständlich)\b/,
      unless:
        /\b(?:nicht|nie|gar nicht|kein\w{0,2}|weder|nichts) (?:\w{1,10} ){0,2}(?:zu|so|sehr|unmöglich|schlecht|laut|langsam|teuer|witz)\b/,
      confidence: 0.65,
    },
    'again-and-again': {
      when: /\bschon wieder\b|\bzum (?:zweiten|dritten|vierten|fünften|sechsten|x-ten|zigsten|wiederholten) ?mal\b|\b(?:zwei|drei|vier|fünf|sechs|mehr|zig|\d{1,2}) ?mal (?:angerufen|gemeldet|geschrieben|versucht|reklamiert|probiert|repariert|da|nachgefragt)\b|\bmehrfach (?:angerufen|gemeldet|geschrieben|reklamiert|versucht|nachgefragt)|\b(?:dritte|vierte|fünfte|zweite)[rsn]? (?:techniker|reparatur|termin|anruf|versuch|mail|ersatzgerät|ticket)\w{0,2}\b|\bimmer und immer wieder\b/,
      unless:
        /schon wieder (?:ein )?(?:super|toll|klasse|begeistert|zufrieden)|gerne wieder|^(?!.{0,200}\b(?:nicht|nichts|nie|kein\w{0,2}|niemand|aber|leider|ohne|kaputt|defekt)\b).{0,200}(?:schon wieder|zum \w{5,8} ?mal) (?:hier|bei (?:euch|ihnen))(?=[.,!;]|$| (?:und|zu gast|im urlaub))/,
      confidence: 0.6,
      rationale: 'repeated attempt',
    },
  },
  EXPECTATION: {
    expect: {
      when: /\b(?:erwarte|erwarten|erwartet) (?:ich|wir|man|einfach|eigentlich|schon|von|dass|für|bei|eine|einen|ein|mehr|da|hier|mindestens|,)|\b(?:ich|wir|man|er|sie|kunde|kundin) (?:\w{1,12} ){0,2}(?:erwarte|erwarten|erwartet)\b|\bkann man (?:ja |doch |wohl |schon )?(?:erwarten|verlangen)\b|\bdarf man (?:\w{1,12} ){0,4}(?:erwarten|verlangen)\b/,
      unless:
        /(?:besser|schneller|mehr|leichter|einfacher|leiser) als (?:\w{1,12} )?(?:ich |wir |man )?erwart|wie erwartet|nicht erwartet|nichts anderes erwartet|als erwartet|erwartungen (?:über|voll)|(?:erwarte|erwarten|erwartet) (?:\w{1,12} )?(?:besuch|gäste|nachwuchs|ein (?:kind|baby|paket)|eine (?:lieferung|sendung))/,
      confidence: 0.8,
    },
    norm: {
      when: /\b(?:sollte|sollten|müsste|müssten|muss) (?:\w{1,15} ){0,6}(?:möglich|selbstverständlich|standard|drin|funktionieren|gehen|können|halten|laufen|dabei sein|klappen|normal|einfach|üblich|eigentlich|heutzutage)\b|\bgehört (?:\w{1,15} ){0,3}(?:dazu|zum standard)\b|\bist doch (?:wohl )?nicht zu viel verlangt|\bselbstverständlich(?:keit)? (?:sein|ist)?/,
      unless:
        /sollte (?:jetzt|nun|wieder) |sollte (?:\w{1,10} )?kein problem|selbstverständlich (?:gerne|gern|haben wir|empfehlen)|(?:ich|wir|sie|man) (?:muss|müsste|sollte|sollten) (?:\w{1,10} ){0,3}(?:können|gehen|einfach)/,
      confidence: 0.7,
    },
    unmet: {
      when: /\b(?:wurde|wurden|war|waren|hatten|hat|haben|hatte|habt) (?:\w{1,15} ){0,7}(?:versprochen|zugesagt|zugesichert|angekündigt|vereinbart|erwartet)\b|\b(?:versprochen|zugesagt|vereinbart|angekündigt) (?:war|wurde|wurden|waren|haben|hatten)\b|\b(?:hätte|hätten) (?:ich |wir |man )?(?:\w{1,12} ){0,5}(?:erwartet|gedacht|erhofft)\b|\bfür (?:den|diesen|das|dieses|so viel) (?:preis|geld)\b|\bwie (?:versprochen|vereinbart|angekündigt)\b|\bsollte (?:doch |eigentlich )(?:gestern|heute|letzte|am|schon|längst)\b|\b(?:das ist|ist das) (?:\w{1,8} ){0,2}der dank\b|\bso (?:geht|gehen|behandelt|behandeln) (?:ihr|man|sie) (?:\w{1,12} ){0,3}\w{0,8}kunden\b/,
      unless:
        /(?:besser|schneller|mehr|leiser|einfacher|schöner) als|hätte (?:ich |wir )?(?:das )?nicht (?:\w{1,10} )?(?:gedacht|erwartet)|genau wie|^(?!.{0,200}\b(?:nicht|nie|kein|keine|keinen|nichts|leider|statt|aber)\b).{0,200}\bwie (?:versprochen|vereinbart|angekündigt|zugesagt)\b|(?:kam|geliefert|funktioniert|läuft|pünktlich) (?:\w{1,10} )?wie|für (?:den|diesen) preis (?:\w{1,12} ){0,2}(?:super|top|gut|unschlagbar|toll|klasse|prima|kann man)|unschlagbar|nicht meckern|nichts besseres|\bfür (?:den|diesen|das) (?:preis|geld) (?:\w{2,10} ){1,3}(?:woanders|anderswo)\b.{0,20}\b(?:nur|nichts|weniger)\b|hätte (?!.{0,40}\bnicht\b).{0,40}\b(?:schlimmer|schlechter|teurer)\b/,
      confidence: 0.65,
      rationale: 'unmet expectation',
    },
    comparison: {
      when: /\b(?:früher|beim alten|mit dem alten|der alte|das alte|unser alter|unser altes|mein alter|mein altes|das vorgängermodell|der vorgänger|beim vorgänger)\b.{0,60}\b(?:ging|konnte|konnten|war|waren|hatte|hat|lief|gab|kam|kamen|nie|hielt|funktionierte|klappte|druckte)\b|\b(?:andere|anderen) (?:anbieter|hersteller|firmen|drucker|geräte|marken)\b.{0,40}\b(?:können|kann|haben|bieten|schaffen|geht|schon|auch)\b|\bbei (?:anderen|der konkurrenz)\b|\bselbst (?:mein|unser|der|ein) (?:alter?|billig\w{0,8}|private\w?)\b/,
      unless:
        /(?:besser|schneller|leiser|einfacher|schärfer) als|bei anderen (?:wartet|muss) (?:man|ich) (?!nicht|nie|kein|nur)|selbst (?:mein|unser|meine|unsere) alte[rs]? (?:vater|mutter|opa|oma|mann|frau)\b|früher war .{1,40}\b(?:dreckig|schmuddelig|schlecht|schlimm|laut|langsam)\w{0,2}, (?:aber )?jetzt\b|(?:der|das|unser|mein) alte[rs]? (?:\w{1,15} )?(?:war|ist) (?:\w{1,10} )?(?:kaputt|defekt|schlechter|langsamer|lauter)/,
      confidence: 0.6,
      rationale: 'comparison',
    },
  },
  CHURN_RISK: {
    cancel: {
      when: /\b(?:kündige|kündigen|kündigung|kündigungsfrist|gekündigt|nicht verlängern|nicht verlängert|(?:verlängern|verlängere|verlängert) (?:\w{1,12} ){0,3}nicht|vertrag (?:\w{1,12} ){0,3}(?:beenden|auslaufen|auflösen)|(?:nichts|kein grund|keinen grund|wenig) (?:\w{1,12} ){0,2}(?:für|zur|zu) (?:\w{1,8} )?verläng\w{3,5})\b|\b(?:ich|wir) (?:\w{1,12} ){0,3}(?:konto|konten|depot|sparbuch|abo|vertrag|mitgliedschaft|profil) (?:\w{1,12} ){0,4}(?:aufgelöst|auflösen|geschlossen|gelöscht|abbestellt)\b|\b(?:konto|konten|depot|sparbuch|abo) (?:\w{1,12} ){0,2}(?:habe|haben|werde|werden) (?:ich|wir) (?:\w{1,12} ){0,3}(?:aufgelöst|auflösen|geschlossen|gelöscht|abbestellt)\b|\blösen? (?:\w{1,12} ){0,3}(?:konto|konten|depot|vertrag) (?:\w{1,12} ){0,3}auf\b|\b(?:wenn|falls|sonst|ansonsten)\b.{0,60}\b(?:bin ich|sind wir)(?: \w{1,12}){0,3} (?:weg|raus)(?=[.,!;]|$)/,
      unless: either(
        NOW_WITH_YOU,
        /(?:nicht|nie|keine) (?:\w{1,10} )?(?:kündigen|kündigung|gekündigt)|(?:dem|der|beim|altem|alten|anderen) (?:\w{1,15} )?(?:anbieter|lieferanten|dienstleister|konkurrenz) (?:\w{1,10} )?gekündigt|kündigungsfrist\?|(?<!nicht )umgestimmt|(?:chef|vermieter) .{0,20}gekündigt|(?:konto|konten|depot|sparbuch|vertrag|abo) bei(?:m| (?:de[mr]|eine[mr]|meine[mr]|unsere[mr]))? (?:anderen|alten|bisherigen|vorigen|früheren)\b|\b(?:aus versehen|versehentlich) (?:aufgelöst|gelöscht|gekündigt|geschlossen)\b|gelöscht\b.{0,40}\b(?:es|das (?:profil|konto)|mein (?:profil|konto)) (?:wieder )?(?:zurück|her)(?=[.,!?]|$|stell)/,
      ),
      confidence: 0.85,
    },
    switch: {
      when: /\b(?:anderen|anderer|neuen|andere) (?:anbieter|lieferanten|hersteller|dienstleister|partner|händler|firma|marke)\b|\b(?:wechsle|wechseln|wechsel|gehe|gehen|umsteigen|steigen) (?:\w{1,15} ){0,4}(?:zu|zum|zur|auf|um)\b.{0,25}\b(?:konkurrenz|wettbewerb\w{0,3}|mitbewerber|anderen?(?=[.,!;]|$| (?:anbieter|bank|firma|händler|hotel|kasse|laden|marke|versicherung|werkstatt))|anbieter)\b|\b(?:zur|bei der) konkurrenz\b|\b(?:gehe|gehen|kaufe|kaufen|bestelle|bestellen|buche|buchen|suche|suchen|esse|essen|tanke|tanken|übernachte|übernachten) (?:\w{1,12} ){0,3}woanders\w{0,3}\b|\b(?:wechsle|wechseln|wechsel) (?:\w{1,12} ){0,3}(?:anbieter|bank|lieferant\w{0,2}|hersteller|werkstatt|dienstleister|paketdienst|versicherung|stromanbieter|hotel)\b|\b(?:überlege|überlegen|denke|denken)\b.{0,50}\b(?:zu wechseln|wegzugehen|auszusteigen|(?:zur|zum|zu (?:einer|einem)) (?:\w{2,15} )?\w{0,15}(?:bank|kasse|konkurrenz|anbieter|werkstatt|laden|markt) zu gehen)\b|\b(?:bleibe|bleiben) (?:ich|wir) (?:\w{1,10} ){0,2}bei (?:meine[mr]|unsere[mr]|der|dem) (?:alten|bisherigen|anderen|früheren)\b|\banbieterwechsel\b|\bwoanders\w{0,3} (?:hin|kaufen|bestellen|umsehen)/,
      unless: either(
        NOW_WITH_YOU,
        /(?:andere|anderen) (?:anbieter|hersteller|firma) (?:\w{1,10} )?(?:können|haben|bieten|schaffen)|(?:nie|nicht) (?:\w{1,10} )?(?:wechseln|zur konkurrenz|woanders)|(?:niemals|selten|kaum|ungern|nirgends) (?:\w{1,10} )?woanders|kein\w{0,2} andere[nr]? (?:anbieter|händler|hersteller|firma|marke)|woanders .{0,30}nicht in frage|nie (?:wieder|mehr) (?:\w{2,8} ){0,2}(?:ander|woanders)|anderen (?:anbieter|händler|hersteller) brauche ich nicht|(?:von|vom) (?:einem )?anderen (?:anbieter|händler|hersteller) (?:\w{1,10} ){0,6}(?:zu ihnen|zu euch|gewechselt)/,
      ),
      confidence: 0.8,
    },
    'never-again': {
      when: /\b(?:nie wieder|nie mehr|niemals wieder|das war das letzte mal|(?:das|dies|es|war|ist|wird|bleibt) (?:\w{3,10} )?(?:mein|meine|unser|unsere) letzte[rs]? (?:aufenthalt|besuch|bestellung|einkauf|kauf|buchung|auftrag|fahrt|reise|flug|urlaub|mal|essen)|zum letzten mal|letztes mal|nicht mehr (?:bei (?:ihnen|euch)|kaufen|bestellen|kommen)|mit (?:ihnen|euch) fertig)\b/,
      unless:
        /nie (?:wieder|mehr) (?:(?:zu|in|bei|mit) )?(?:ein(?:en|er|em|e)? )?(?:ander|woanders)|nie (?:wieder|mehr) (?:ohne|schlange|anstehen|hergeben|weg|missen|papierstau|ärger|probleme|stau|handscanner)|will (?:ihn|sie|es|das) nie (?:wieder|mehr)|letztes mal (?:war|waren|gab|hatte|hatten|ging|kam|kamen|lief)\b|^(?!.{0,200}\bnie (?:wieder|mehr)\b).{0,200}\bletzte[rs]? \w{3,12} (?:vor (?:de[mr]|meine[mr]|unsere[mr])|(?:in )?diese[ms] (?:jahr|sommer|winter|monat)|mit (?:meine[mnr]|unsere[mnr]) (?:\w{3,12} )?(?:vater|mutter|eltern|papa|mama|opa|oma|mann|frau|sohn|tochter|kindern|hund))\b/,
      confidence: 0.75,
    },
    'give-back': {
      when: /\b(?:zurückgeben|zurückgebe|zurückschicken|geht zurück|geht retour|retournieren|zurückbringen|geld zurück|widerrufe|vom kauf zurück\w{0,7}|rücktritt vom|holt (?:das ding|ihn|es) ab)\b/,
      unless:
        /\bkonnte[nt]? .{0,40}(?<!nicht )\b(?:anstandslos|einfach|ohne (?:fragen|probleme)|problemlos) (?:\w{2,8} )?zurück/,
      confidence: 0.65,
    },
    evaluating: {
      when: /\b(?:schauen|schaue|sehen|sehe|umsehen|umschauen|vergleichen|vergleiche|prüfen|prüfe|holen|hole|überlegen|überlege|liegt|eingeholt)\b.{0,50}\b(?:alternativ\w{1,3}|angebot\w{0,2} (?:von|bei|vom|eines|anderer)|vergleichsangebot\w{0,1}|konkurrenz\w{0,8}|andere[nr]? (?:anbieter|hersteller|geräte)|ob wir bleiben|anderweitig)\b|\balternativen (?:\w{1,12} ){0,2}(?:prüfen|suchen|umsehen|umschauen)\b/,
      unless:
        /keine alternative|ohne alternative|angebot\w{0,2} vo[nm] (?:gestern|heute|letzte|de[rm] woche|wochenende|montag|\d)/,
      confidence: 0.7,
      rationale: 'comparison',
    },
  },
  QUESTION: {
    mark: {
      when: /\?/,
      unless:
        /\b(?:können|könnten|könnt|könntet|kannst|könntest|würden|würdet) (?:sie|ihr|du) (?!mir sagen|uns sagen|erklären)|\b(?:warum|wieso|weshalb) (?:\w{1,12} ){0,4}(?:nicht|kein|keine|muss|müssen)\b|ernst\?|im ernst|echt jetzt|wirklich\?|oder\?|hallo\?|\?!|!\?|was soll (?:das|der)/,
      confidence: 0.8,
    },
    word: {
      when: /^(?:(?:hallo|hi|guten tag|und|aber|moin|servus),? )?(?:wie (?:kann|lange|oft|viel|stelle|geht|bekomme|funktioniert|richte|lösche)|wo (?:finde|ist|kann|gibt|bekomme|steht)|wann (?:kommt|ist|kann|wird|liefern)|was (?:kostet|bedeutet|ist der|heißt|muss ich)|welche[rsn]? (?:\w{1,15} )(?:passt|brauche|ist|nehme)|gibt es|gibts|kann (?:der|die|das|ich|man)|ist (?:es möglich|der|die|das) (?:\w{1,15} ){1,6}(?:kompatibel|enthalten|dabei)|passt (?:der|die|das)|haben sie|habt ihr)\b/,
      unless: /!$|wie geht's|gibt es nicht/,
      confidence: 0.6,
    },
  },
  PRAISE: {
    praise: {
      when: /\b(?:toll\w{0,2}|super|klasse|prima|spitze|hervorragend\w{0,2}|ausgezeichnet\w{0,2}|fantastisch\w{0,2}|großartig\w{0,2}|perfekt\w{0,2}|genial\w{0,2}|begeistert|zufrieden\w{0,2}|glücklich\w{0,2}|einwandfrei|tadellos|reibungslos|zuverlässig\w{0,2}|empfehlenswert|empfehle|weiterempfehlen|weiter so|top|danke für|(?:vielen|herzlichen|besten|lieben|tausend|großen) dank für|dank an|lob|sehr (?:gut|nett|freundlich|schnell|hilfsbereit|kompetent|schön)\w{0,2}|gefällt (?:mir|uns)|liebe (?:diesen|den|das|dieses)|mega|echt gut|läuft wie|(?:funktioniert|klappt|läuft|passt) wie (?:es soll|beschrieben|gewünscht)|(?:früher|schneller) als (?:angekündigt|angegeben|erwartet|gedacht|geplant)|bestens|unkaputtbar|z'?frieden|gold wert|(?:gut|nett)e[rsn]? (?:gerät|drucker|kopierer|service|team|leute|arbeit)|1 ?a)\b|^(?:passt|läuft|basst|past)(?: scho| schon| so| alles)?[.! ]*$/,
      unless:
        /\b(?:nicht|nie|kein|keine|keinen|keiner|wäre|wären|wär|wärs|würde|würden|hätte|hätten|wenn|falls|unzufrieden|leider|sollte|könnte|super-?gau|na toll|na super|toll,|na prima|na klasse|außer|bis auf|(?:erste|ersten|erster|zweite|zweiten|zweiter|2\.|1\.|business|economy|untere|gehobene) klasse|klasse (?:\w{1,12} ){0,2}(?:gebucht|reserviert)|(?:platz|sitzplatz|sitz|wagen|gleis|gate|haus|hausnummer|zimmer|reihe|tisch|klasse|tor|block|nr\.?|straße) 1 ?a|dank (?:schon ?mal |schon )?im voraus|(?:danke|dank) für (?:nichts|(?:ihr|euer|das) verständnis|ihre geduld|eure hilfe im voraus|die rückmeldung)|nix|kaum)\b|^(?:toll|super|klasse|prima)[.!,]? (?:jetzt|schon wieder|der|die|das|nun)/,
      confidence: 0.8,
    },
    nothing: {
      when: /\b(?:nichts zu (?:meckern|beanstanden|bemängeln)|kann (?:\w{1,10} )?nicht meckern|keine (?:\w{1,12} )?(?:probleme|beanstandungen|papierstaus|störungen|ausfälle)|kein einziger? (?:\w{1,12} )?(?:fehler|papierstau|ausfall|problem|stau)|lässt keine wünsche offen|jederzeit wieder|geht nicht besser|besser geht(?:'?s| es) nicht|noch nie (?:ein problem|probleme|ärger|einen (?:stau|papierstau|ausfall))|(?:macht|machen) (?:\w{1,10} ){0,3}nichts falsch|(?:kann|können|kannst) (?:\w{1,10} ){0,3}nichts falsch machen|keine[nr]? grund (?:zur|zum) (?:klage|klagen|beschwerde|beanstandung|meckern)|(?:keine|nicht (?:ein)?mal) (?:\w{1,10} ){1,2}(?:minuten?|sekunden|stunden?) (?:\w{1,10} ){0,2}(?:gedauert|gewartet|warten))\b/,
      unless: /\?|\b(?:wenn|falls|damit|hoffe|hoffentlich|angeblich|laut|trotzdem)\b|keine probleme gelöst/,
      confidence: 0.65,
    },
    mended: {
      when: /\b(?:schnell|sofort|innerhalb|binnen|im handumdrehen|in (?:\w{1,10} ){1,2}(?:minuten|stunden?)|nach (?:\w{1,10} ){1,2}(?:minuten|stunden?)|am (?:selben|gleichen) tag|noch am|ruckzuck|auf anhieb|gleich beim)\b.{0,40}\b(?:behoben|repariert|gelöst|beseitigt|abgedichtet|gerichtet|ausgetauscht|ersetzt)\b/,
      unless:
        /\?|\b(?:nicht|nie|kein\w{0,2}|niemand|nichts|noch nicht|erst|aber|obwohl|bitte|soll\w{0,3}|muss\w{0,3}|kann|könn\w{1,4}|wird|werden|angeblich|wenn|ohne|statt|versprochen|hoffe\w?|damit|erwart\w{1,3}|störung)\b|\bsich (?:(?!und )\w{1,14} ){0,4}gelöst|\b(?:repariert|ausgetauscht|ersetzt)\b.{0,80}\b(?:kaputt|defekt)\b/,
      confidence: 0.75,
    },
    'leave-it': { ...AS_IT_IS.de, confidence: 0.75 },
  },
});

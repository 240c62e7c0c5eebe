import { either, inSentenceWithout, type RuleTable } from './rule.js';

// Left others, and came to whom this is told.
const NOW_WITH_YOU =
  /\b(?:(?:bin|sind) (?:ich |wir )?jetzt|jetzt (?:bin ich|sind wir)) bei (?:euch|ihnen)(?=[.,!;]|$| und )|\b(?:zu|bei) (?:euch|ihnen) (?:gewechselt|gekommen|gelandet|umgezogen)\b/;

/** Leaving, and thinking of it. */
export const churn: RuleTable = {
  cancel: {
    when: either(
      /\b(?:kündige|kündigen|kündigung|kündigungsfrist|gekündigt|nicht verlängern|nicht verlängert|(?:verlängern|verlängere|verlängert) (?:\w{1,12} ){0,3}nicht|vertrag (?:\w{1,12} ){0,3}(?:beenden|auslaufen|auflösen)|(?:nichts|kein grund|keinen grund|wenig) (?:\w{1,12} ){0,2}(?:für|zur|zu) (?:\w{1,8} )?verläng\w{3,5})\b/,
      // An account.
      /\b(?:ich|wir) (?:\w{1,12} ){0,3}(?:konto|konten|depot|sparbuch|abo|vertrag|mitgliedschaft|profil) (?:\w{1,12} ){0,4}(?:aufgelöst|auflösen|geschlossen|gelöscht|abbestellt)\b/,
      /\b(?:konto|konten|depot|sparbuch|abo) (?:\w{1,12} ){0,2}(?:habe|haben|werde|werden) (?:ich|wir) (?:\w{1,12} ){0,3}(?:aufgelöst|auflösen|geschlossen|gelöscht|abbestellt)\b/,
      /\blösen? (?:\w{1,12} ){0,3}(?:konto|konten|depot|vertrag) (?:\w{1,12} ){0,3}auf\b/,
      // A threat.
      /\b(?:wenn|falls|sonst|ansonsten)\b.{0,60}\b(?:bin ich|sind wir)(?: \w{1,12}){0,3} (?:weg|raus)(?=[.,!;]|$)/,
    ),
    unless: either(
      NOW_WITH_YOU,
      /(?:nicht|nie|keine) (?:\w{1,10} )?(?:kündigen|kündigung|gekündigt)/,
      // Left others.
      /(?:dem|der|beim|altem|alten|anderen) (?:\w{1,15} )?(?:anbieter|lieferanten|dienstleister|konkurrenz) (?:\w{1,10} )?gekündigt/,
      // Asked about, laid down, or thought better of.
      /kündigungsfrist\?|(?<!nicht )umgestimmt/,
      /\bkündigungsfrist (?:\w{2,12} ){0,2}(?:beträgt|betrug|ist|sind|liegt|läuft|gilt|steht|von)\b|\bkündigen kann (?:man|jede[rm]?)\b/,
      // Told by others, and about others.
      /(?:chef|vermieter) .{0,40}gekündigt/,
      /\b(?:nachbar\w{0,2}|schwester|bruder|freund\w{0,2}|kolleg\w{1,3}) ha(?:t|ben) (?:\w{2,12} ){0,5}gekündigt/,
      /(?:konto|konten|depot|sparbuch|vertrag|abo) bei(?:m| (?:de[mr]|eine[mr]|meine[mr]|unsere[mr]))? (?:anderen|alten|bisherigen|vorigen|früheren)\b/,
      // Closed by mistake.
      /\b(?:aus versehen|versehentlich)(?: \w{2,8}){0,4} (?:aufgelöst|gelöscht|gekündigt|geschlossen)\b/,
      /gelöscht\b.{0,40}\b(?:es|das (?:profil|konto)|mein (?:profil|konto)) (?:wieder )?(?:zurück|her)(?=[.,!?]|$|stell)/,
    ),
    confidence: 0.85,
  },
  switch: {
    when: either(
      /\b(?:anderen|anderer|neuen|andere) (?:anbieter|lieferanten|hersteller|dienstleister|partner|händler|firma|marke)\b/,
      /\b(?:wechsle|wechseln|wechsel|gehe|gehen|umsteigen|steigen) (?:\w{1,15} ){0,4}(?:zu|zum|zur|auf|um)\b.{0,25}\b(?:konkurrenz|wettbewerb\w{0,3}|mitbewerber|anderen?(?=[.,!;]|$| (?:anbieter|bank|firma|händler|hotel|kasse|laden|marke|versicherung|werkstatt))|anbieter)\b/,
      /\bzur konkurrenz\b|\bbei der konkurrenz (?:kauf|bestell|buch|schau|um)/,
      // Goes elsewhere.
      /\b(?:gehe|gehen|kaufe|kaufen|bestelle|bestellen|buche|buchen|suche|suchen|esse|essen|tanke|tanken|übernachte|übernachten) (?:\w{1,12} ){0,3}woanders\w{0,3}\b/,
      // Changes the provider.
      /\b(?:wechsle|wechseln|wechsel) (?:\w{1,12} ){0,3}(?:anbieter|bank|lieferant\w{0,2}|hersteller|werkstatt|dienstleister|paketdienst|versicherung|stromanbieter|hotel)\b/,
      /\b(?:überlege|überlegen|denke|denken)\b.{0,50}\b(?:zu wechseln|wegzugehen|auszusteigen|(?:zur|zum|zu (?:einer|einem)) (?:\w{2,15} )?\w{0,15}(?:bank|kasse|konkurrenz|anbieter|werkstatt|laden|markt) zu gehen)\b/,
      // Stays with others.
      /\b(?:bleibe|bleiben) (?:ich|wir) (?:\w{1,10} ){0,2}bei (?:meine[mr]|unsere[mr]|der|dem) (?:alten|bisherigen|anderen|früheren)\b/,
      /\banbieterwechsel\b|\bwoanders\w{0,3} (?:hin|kaufen|bestellen|umsehen)/,
    ),
    unless: either(
      NOW_WITH_YOU,
      /(?:andere|anderen) (?:anbieter|hersteller|firma) (?:\w{1,10} )?(?:können|haben|bieten|schaffen)/,
      // Stays.
      /(?:nie|nicht) (?:\w{1,10} )?(?:wechseln|zur konkurrenz|woanders)/,
      /(?:niemals|selten|kaum|ungern|nirgends) (?:\w{1,10} )?woanders/,
      /kein\w{0,2} andere[nr]? (?:anbieter|händler|hersteller|firma|marke)|woanders .{0,30}nicht in frage/,
      /nie (?:wieder|mehr) (?:\w{2,8} ){0,2}(?:ander|woanders)/,
      /anderen (?:anbieter|händler|hersteller) brauche ich nicht/,
      // Came from others.
      /(?:von|vom) (?:einem )?anderen (?:anbieter|händler|hersteller) (?:\w{1,10} ){0,6}(?:zu ihnen|zu euch|gewechselt)/,
    ),
    confidence: 0.8,
  },
  'never-again': {
    when: /\b(?:nie wieder|nie mehr|niemals wieder|das war das letzte mal|(?:das|dies|es|war|ist|wird|bleibt) (?:\w{3,10} )?(?:mein|meine|unser|unsere) letzte[rs]? (?:aufenthalt|besuch|bestellung|einkauf|kauf|buchung|auftrag|fahrt|reise|flug|urlaub|mal|essen)|zum letzten mal|letztes mal|nicht mehr (?:bei (?:ihnen|euch)|kaufen|bestellen|kommen)|mit (?:ihnen|euch) fertig)\b/,
    unless: either(
      /nie (?:wieder|mehr) (?:(?:zu|in|bei|mit) )?(?:ein(?:en|er|em|e)? )?(?:ander|woanders)/,
      /nie (?:wieder|mehr) (?:ohne|schlange|anstehen|hergeben|weg|missen|papierstau|ärger|probleme|stau|handscanner)/,
      /will (?:ihn|sie|es|das) nie (?:wieder|mehr)/,
      /letztes mal (?:war|waren|gab|hatte|hatten|ging|kam|kamen|lief)\b/,
      inSentenceWithout(
        /\bnie (?:wieder|mehr)\b/,
        /\bletzte[rs]? \w{3,12} (?:vor (?:de[mr]|meine[mr]|unsere[mr])|(?:in )?diese[ms] (?:jahr|sommer|winter|monat)|mit (?:meine[mnr]|unsere[mnr]) (?:\w{3,12} )?(?:vater|mutter|eltern|papa|mama|opa|oma|mann|frau|sohn|tochter|kindern|hund))\b/,
      ),
    ),
    confidence: 0.75,
  },
  'give-back': {
    when: /\b(?:zurückgeben|zurückgebe|zurückschicken|geht zurück|geht retour|retournieren|zurückbringen|widerrufe|vom kauf zurück\w{0,7}|rücktritt vom|holt (?:das ding|ihn|es) ab)\b/,
    unless:
      /\bkonnte[nt]? .{0,40}(?<!nicht )\b(?:anstandslos|einfach|ohne (?:fragen|probleme)|problemlos) (?:\w{2,8} )?zurück/,
    confidence: 0.65,
  },
  evaluating: {
    when: either(
      /\b(?:schauen|schaue|sehen|sehe|umsehen|umschauen|vergleichen|vergleiche|prüfen|prüfe|holen|hole|überlegen|überlege|liegt|eingeholt)\b.{0,50}\b(?:alternativ\w{1,3}|angebot\w{0,2} (?:von|bei|vom|eines|anderer)|vergleichsangebot\w{0,1}|konkurrenz\w{0,8}|andere[nr]? (?:anbieter|hersteller|geräte)|ob wir bleiben|anderweitig)\b/,
      /\balternativen (?:\w{1,12} ){0,2}(?:prüfen|suchen|umsehen|umschauen)\b/,
    ),
    unless:
      /keine alternative|ohne alternative|angebot\w{0,2} vo[nm] (?:gestern|heute|letzte|de[rm] woche|wochenende|montag|\d)/,
    confidence: 0.7,
    rationale: 'comparison',
  },
  farewell: {
    when: either(
      /\b(?:habt ihr|haben sie|ihr habt|sie haben) (?:\w{2,10} ){0,3}(?:eine?n?|zwei) (?:\w{3,12} )?(?:kund\w{1,4}|stammgast|stammkund\w{1,3}|gast|gäste|fahrgast) (?:verloren|weniger)\b/,
      /\b(?:komme|kommen|kommt) (?:ich |wir |man )?(?:sicher |bestimmt |ganz sicher )?nicht (?:wieder|mehr|zurück)(?=[.,!]|$| (?:her|hierher|zu (?:euch|ihnen)))/,
      /\b(?:mich|uns) (?:seht ihr|sehen sie|sieht man) (?:hier )?nicht (?:wieder|mehr)\b/,
      /\bsagen? (?:ich |wir )?(?:tschüss|ade|auf wiedersehen|servus|lebt wohl|adieu)\b/,
      /\b(?:ich bin|wir sind|bin ich|sind wir) (?:hier |jetzt |mit (?:euch|ihnen|der \w{3,12}|dem \w{3,12}) )?(?:durch|raus|weg)(?=[.,!]|$)/,
      /\b(?:mit|bei) (?:euch|ihnen|der linie|dem laden) bin ich (?:durch|fertig)\b/,
      /\bmit (?:den |unseren |meinem |dem )?(?:konten|konto) um(?:zuziehen|ziehen)?\b|\bziehen (?:\w{2,8} ){0,2}(?:mit )?(?:\w{2,8} ){0,2}konten (?:um|ab)\b/,
      /^(?:deinstalliert|gekündigt|gelöscht|abbestellt|abgemeldet)(?:[.!]|$)/,
    ),
    unless: either(
      /\b(?:paket|fahrer|zug|bus|techniker|monteur|ware|störung|fehler|schmerz\w{0,2}|fleck\w{0,2}|farbe|strom|geld) (?:\w{2,10} ){0,2}(?:komm\w{1,2}|weg|durch)/,
      /\bnicht wieder (?:vor|auf)|\b(?:hand|wäsche) (?:und )?weg\b|\bzwischen\b|\buhr\b|wochenende|urlaub|\baus versehen|versehentlich|\bfinger weg\b/,
      /\bwar(?:en)? (?:\w{2,8} )?weg\b/,
    ),
    confidence: 0.75,
  },
  'one-more-and': {
    when: either(
      /\bnoch (?:so )?(?:ein|eine|einen|einmal|mal)\b.{0,40}\bund (?:ich bin|wir sind|ich kauf\w{0,2}|ich geh\w{0,2}|wir gehen|tschüss|das wars)\b/,
      /\bwenn\b.{0,60}, (?:sind wir|bin ich) (?:raus|weg|fort|dahin)\b/,
      /\b(?:ab jetzt|ab sofort|künftig|in zukunft|ab (?:juni|juli|herbst|januar|nächste\w?)|zum monatsende|nächste\w? (?:mal|monat|jahr|sommer))\b.{0,40}\b(?:andere[nr]? \w{3,14}|woanders|anderswo|jemand anderen?|in der pension|nebenan)\b/,
      /\b(?:überlege|überlegen|denke darüber nach)\b.{0,60}\b(?:wechseln|umzuziehen|wegzugehen|woanders|zu gehen|auszusteigen)\b/,
    ),
    unless: /\bnicht (?:\w{2,8} )?(?:wechseln|woanders|anderswo)\b|\bnie\b/,
    confidence: 0.75,
  },
  gone: {
    when: either(
      /\b(?:hab|habe|haben|werde|werden) (?:\w{1,14} ){0,5}(?:abo|konto|kundenkonto|kundenkarte|karte|jahresticket|monatskarte|mitgliedschaft|gemüsekiste|reservierung|app|ding|vertrag|depot) (?:\w{1,14} ){0,4}(?:zurückgegeben|deinstalliert|gelöscht|löschen|abbestellt|storniert|gekündigt|kündigen|zerschnitten|übertragen|aufgelöst)\b/,
      /\b(?:abo|kundenkarte|karte|konto|app) (?:zerschnitten|gekündigt|gelöscht|abgegeben|weg)\b/,
      /\b(?:kauf|kaufe|kaufen|bestell|bestelle|bestellen|buche|buchen|bring|bringe|bringen) (?:i|ich|wir|hier|dort|mein|unser) (?:\w{1,12} ){0,4}(?:nix mehr|nichts mehr|nimmer|nicht mehr)\b/,
      /\bhier (?:kauf|kaufe|kaufen|bestell|bestelle|bestellen) (?:ich|wir) (?:\w{1,10} ){0,2}(?:nix|nichts|nicht) mehr\b/,
      /\b(?:auf nimmerwiedersehen|keine zehn pferde|für (?:mich|uns) (?:ist )?schluss|ist (?:dann )?für (?:mich|uns) schluss|adieu|bin auf (?:den|die|das) .{3,20} umgestiegen|einem anderen (?:betrieb|anbieter|laden) gegeben|wiederkommen\? (?:eher|wohl|sicher) nicht)\b/,
    ),
    unless:
      /\b(?:versehentlich|aus versehen|von euch gelöscht|ihr habt|vorigen|früheren)\b|\bnie\b|\bpferde (?:mehr )?(?:weg|raus)/,
    confidence: 0.75,
  },
  'about-to-go': {
    when: either(
      /\bspiele? (?:\w{2,6} )?mit dem gedanken\b|\bvergeht (?:mir|uns) (?:\w{2,8} )?die lust\b/,
      /\bschau(?:e|t|en)? (?:\w{2,8} ){0,3}(?:gerade )?nach alternativen\b|\bletzte chance\b/,
      /\b(?:und|dann|sonst) (?:wechsle|wechsel|wechseln|kündige|kündigen|reisen|zieh|ziehe|steig|steige|geh|gehe) (?:ich|wir)\b/,
      /\b(?:suche|suchen) (?:ich|wir) (?:mir|uns) (?:\w{2,8} )?(?:jemand\w{0,2} ander\w{1,2}|was anderes|etwas anderes|eine? andere\w?)\b/,
      /\b(?:geh|gehe|gehen) (?:jetzt |dann |künftig )(?:zum|zur|in den|in die) .{3,20}\b(?:um die ecke|ums eck|nebenan|gegenüber)\b/,
      /\bab (?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember|nächst\w{1,3} \w{3,6}) wieder (?:mit dem )?(?:auto|rad|bus)\b/,
    ),
    unless: /\bnicht\b.{0,20}\bwechsel|\bletzte chance (?:für|auf)\b|\bzum letzten mal\b/,
    confidence: 0.75,
  },
  // Of things, of oneself, and of the rest of a life.
  'had-enough': {
    when: either(
      /\b(?:app|programm|software) (?:\w{2,10} ){0,4}(?:runtergeschmissen|runtergeworfen|runtergehauen|rausgeworfen|rausgeschmissen|geflogen|verbannt)\b/,
      /\bsetz\w{0,2} (?:\w{1,10} ){0,5}keinen fuß mehr\b|\bkeinen fuß mehr (?:\w{2,10} ){0,3}(?:setzen|rein|hinein)\b/,
      /\bbetrete\w? (?:\w{2,10} ){0,4}(?:nicht|nie|kein\w{0,2} \w{3,12}) mehr\b/,
      /\bdas war(?:s| ?'s| es) (?:\w{2,10} ){0,2}(?:für (?:mich|uns)|(?:mit|zwischen) uns)\b/,
      /\bfür (?:mich|uns) (?:\w{2,8} ){0,2}(?:feierabend mit|gestorben|das letzte mal)\b|\bfür (?:mich|uns) (?:\w{2,8} )?hat sich das thema\b.{0,30}\berledigt\b/,
      /\b(?:zum|das) letzten? mal (?:gesehen|verdient|bestellt|gekauft|gebucht)\b|\bin diesem leben (?:nicht|nie)\b/,
      /\b(?:ein zweites|noch ein) mal (?:\w{2,8} ){0,3}(?:nicht an|nicht mit mir)\b/,
    ),
    unless: /\baus versehen|versehentlich|\b(?:app|programm|software) (?:\w{2,10} ){0,3}(?:mich|uns)\b/,
    confidence: 0.75,
  },
  'keep-it': {
    when: either(
      /\b(?:abo|abos|vertrag|karte|kundenkarte|konto|sparbuch|ticket|zeitung|mitgliedschaft|verlängerung) (?:könnt ihr|können sie|könnts) (?:\w{2,12} ){0,5}(?:behalten|wiederhaben|zurückhaben|sparen|zumachen|abschreiben)\b/,
      /\bkönn(?:t ihr|en sie) (?:\w{2,8} ){0,2}(?:abo|vertrag|konto|karte) (?:\w{2,8} ){0,2}(?:wiederhaben|behalten|zurückhaben)\b/,
      /\b(?:abo|vertrag|karte|police|mitgliedschaft|ticket)\w{0,4} (?:\w{2,12} ){0,4}(?:lasse|lassen|lass) (?:ich|wir) auslaufen\b|\b\w{0,16}(?:vertrag|abo) lassen wir auslaufen\b/,
      /\bwird nicht (?:mehr )?(?:erneuert|verlängert)\b|\b(?:verlängere|verläng\w{2,4}) (?:ich|wir)? ?(?:\w{2,6} ){0,2}nicht (?:noch ?mal|mehr)\b/,
    ),
    unless: /\b(?:von selbst|automatisch|laut|gerne?)\b/,
    confidence: 0.75,
  },
  'to-another': {
    when: either(
      /\b(?:hab|habe|haben) (?:\w{2,12} ){0,3}(?:anbieter|bank|kasse|krankenkasse|praxis|hausarzt|werkstatt|versicherung|versorger) gewechselt\b/,
      /\b(?:den|die) (?:anbieter|bank|kasse|krankenkasse|praxis|hausarzt|zahnarzt|werkstatt|versicherung) (?:wechsle|wechsel|wechseln) (?:ich|wir)\b/,
      /\b(?:ruf|rufe|rufen|such|suche|suchen|beauftrag\w{0,2}|nehm|nehme|nehmen) (?:ich|wir)(?: mir| uns)? (?:wen|jemand\w{0,2}|einen|eine) (?:ander\w{1,2})\b/,
      /\b(?:haben|habe|hab) (?:ich |wir )?(?:mir|uns) (?:\w{2,10} )?eine?n? andere?n? \w{4,20} (?:gesucht|genommen|geholt)\b/,
      /\b(?:seh|sehe|schau|schaue|sehen|schauen) (?:ich |wir )?(?:mich|uns) (?:\w{2,12} ){0,2}nach (?:eine[rm] |was |etwas )?ander\w{2,3}\b.{0,25}\bum\b/,
      /\b(?:steig|steige|steigen|steigt) (?:\w{2,12} ){0,5}(?:um (?:auf|aufs)|auf ein\w{0,2} ander\w{1,3} (?:\w{3,16} )?um)\b/,
      /\b(?:probier|probiere|probieren|versuch|versuche) (?:ich |wir )?(?:jetzt |dann |mal ){0,2}(?:den|die|das) (?:neue[ns]?|andere[ns]?) \w{4,14}(?=[.,!]|$)/,
    ),
    unless: either(
      NOW_WITH_YOU,
      /\b(?:wenn|weil|falls) (?:\w{2,10} ){0,3}(?:umz\w{3,6}|umgezogen)|\b(?:nie|nicht) (?:\w{2,8} )?wechsel|\bvon (?:\w{3,14} ){1,3}zu (?:euch|ihnen)\b/,
      /\b(?:begeistert|zufrieden|super|toll|lecker|empfohlen)\b/,
    ),
    confidence: 0.75,
  },
};

import { asksOnlyToKeep } from './keep-as-is.js';
import { PROVIDERS_INSTRUCTIONS } from './own-words.de.js';
import { proposals } from './proposals.de.js';
import { either, inSentenceWithout, type RuleTable } from './rule.js';
import { workarounds } from './workarounds.de.js';

export const requests: RuleTable = {
  please: {
    when: /\bbitte\b/,
    unless: either(
      asksOnlyToKeep('de'),
      PROVIDERS_INSTRUCTIONS,
      /bitte (?:nicht (?:kaufen|bestellen)|sehr\b|schön\b|beachten|(?:genau )?(?:weiter so|so weiter))|wie bitte|na bitte|aber bitte gern|finger weg/,
    ),
    confidence: 0.85,
  },
  'would-be-nice': {
    when: /\b(?:wäre|wär|wärs|wären) (?:es |das |dann |doch |auch |echt |wirklich |sehr |total |super |mega |halt |ja ){0,4}(?:schön|toll|super|gut|prima|klasse|nett|hilfreich|praktisch|cool|wünschenswert|sinnvoll|besser|ideal|nice|perfekt|ein traum|hilfe)/,
    unless:
      /wäre (?:es |das )?(?:auch )?(?:schön|besser|gut|toll) gewesen|wäre (?:es )?(?:besser|gut) (?:für sie|gelaufen)/,
    confidence: 0.8,
  },
  wish: {
    when: /\bwünsch(?:e|en|t|te|ten)?\b|\b(?:mein|unser|großer|einziger) wunsch\b|\bwunsch (?:der|des|von|vom)\b|\bich hoffe,? (?:sie|ihr|dass (?:sie|ihr))\b/,
    unless:
      /wünsch(?:e|en) (?:ihnen|euch|dir|allen|ein|ihrem|dem team)|wünschen übrig|hoffe,? (?:es geht|ihr seid|sie sind)/,
    confidence: 0.8,
  },
  'can-you': {
    when: /\b(?:können|könnten|könnt|könntet|kannst|könntest|würden|würdet|würdest|kann|könnte|mögen) (?:sie|ihr|du|uns|mir|man|jemand|wer|vielleicht|bitte|mal)\b/,
    unless: either(
      /man kann|so kann|kann man (?:nur|nichts|nicht (?:meckern|klagen))|da kann man/,
      /(?:wie|wo|was|womit|wann|wodurch) (?:kann|könnte|können) man|kann (?:uns|mir) nur/,
      /kann man (?:empfehlen|sagen)|würden sie sagen|können sie (?:sich )?(?:vorstellen|stolz)/,
      /das kann (?:uns|mir|man)/,
    ),
    confidence: 0.7,
  },
  'would-like': {
    when: /\b(?:ich|wir|man) (?:hier )?(?:möchte|möchten|hätte|hätten|würde|würden|brauch)(?: \w{1,15}){0,3} (?:gern|gerne)\b|\b(?:hätte|hätten|würde|würden) (?:ich|wir|man) (?:\w{1,15} ){0,2}(?:gern|gerne)\b|\b(?:möchte|möchten) (?:ich|wir)?/,
    unless: either(
      /(?:möchte|möchten) (?:ich |wir )?(?:mich |uns |ihnen |euch |dir |nur |auch |hiermit |an dieser stelle |einmal |mal |ganz |herzlich |noch |kurz ){0,8}(?:bedanken|danken|danke|loben|kündigen|sagen|nicht mehr)/,
      /bedanken|möchten sie\b|weiterempfehlen|\b(?:möchte|möchten) (?:\w{2,10} ){0,3}(?:nach|zum|zur) \w{3,14}(?=[.!]|$)/,
    ),
    confidence: 0.75,
  },
  need: {
    when: either(
      /\b(?:brauche|brauchen|brauch|bräuchte|bräuchten|benötige|benötigen|benötigt) (?:ich|wir|dringend|hier|unbedingt|einen|eine|ein|den|die|das|mehr|noch|für|endlich|sofort|schnellstens|neue|neuen|neues|\d)\b/,
      /\b(?:ich|wir) (?:brauche|brauchen|brauch|bräuchte|bräuchten|benötige|benötigen)\b/,
      /\b(?:er|sie|kunde|kundin|büro|abteilung|team) (?:braucht|benötigt)\b|\bdringend\b/,
    ),
    unless:
      /^(?:\w{2,10},? )?(?:was|welche[rsmn]?|wie ?viele?)\b.{0,40}\b(?:brauch\w{0,2}|benötig\w{1,2}) (?:ich|wir|man)\b|brauch(?:e|en|t)? (?:\w{1,12} ){0,3}(?:nicht|kein|keine|keinen|nie)\b|alles,? was (?:ich|wir|man) brauch|was (?:ich|wir|man) brauch|\b(?:brauch\w{0,2}|benötig\w{1,2}) (?:\w{2,12} ){0,4}(?:minuten?|stunden?|tage)\b|dringend (?:abraten|davon)|dringend abzuraten|(?:wenn|falls) (?:ich|wir|man)/,
    kind: 'NEED',
    confidence: 0.75,
  },
  want: {
    when: either(
      /\b(?:ich|wir) (?:will|wollen|wollte|wollten) (?!nicht|nur (?:sagen|kurz|danke)|mich bedanken|kündigen|sagen|loben)/,
      /\b(?:bitten|bitte|ersuche) (?:wir|ich|um)\b/,
      /\b(?:fordere|fordern|fordert|verlange|verlangen|verlangt|beantrage)\b/,
      /\b(?:fragt|fragen) (?:\w{1,12} ){0,2}nach (?:einem|einer|eigenen|mehr)\b/,
    ),
    unless: either(
      /(?:will|wollen|wollte|wollten) (?:\w{1,12} ){0,5}(?:bedanken|danken|danke|loben|sagen|kündigen|wechseln|meckern)/,
      /(?:verlangt|verlangen) (?:\w{1,12} ){0,4}(?:euro|€|gebühr|gebühren|prozent|preis|preise|aufpreis|zuschlag)/,
      /(?:bank|hotel|post|laden|firma|shop|anbieter|werkstatt) verlangt\b|\b(?:will|wollen|wollte|wollten) (?:\w{2,10} ){0,3}(?:nach|zum|zur) \w{3,14}(?=[.!]|$)/,
    ),
    confidence: 0.7,
  },
  'you-should': {
    when: either(
      /\b(?:sollten|solltet|solltest|sollen|müssten|müsstet|müssen|müsst|könntet) (?:sie|ihr|du)\b/,
      /\b(?:sie|ihr|du) (?:sollten|solltet|solltest|müssten|müsstet|müssen|müsst) (?:\w{1,15} ){0,6}(?:ändern|verbessern|einbauen|nachbessern|reparieren|anbieten|nachrüsten|vereinfachen|überarbeiten|schulen|liefern|schicken|dringend|endlich|unbedingt)/,
    ),
    confidence: 0.75,
  },
  imperative: {
    when: /^(?:und |also |hallo,? |hi,? )?(?:baut|bauen sie|macht|machen sie|schickt|schicken sie|ruft|rufen sie|gebt|geben sie|repariert|reparieren sie|ändert|ändern sie|liefert|liefern sie|bringt|bringen sie|tauscht|tauschen sie|sorgt|sorgen sie|meldet euch|melden sie sich|fügt|fügen sie|lasst|lassen sie|nehmen sie|stellen sie|führen sie|holt|holen sie|erstatten sie)\b/,
    unless: either(
      /macht (?:\w{1,10} ){0,2}(?:spaß|freude|ihr|einen|einfach|sich|keinen|was|alles|super)/,
      /^(?:bringt|sorgt|stellt|holt|liefert|nimmt) (?:nichts|für|gute|super|gestochen|sehr|tolle|prima|immer|zuverlässig|schnell|pünktlich|stets|ordentlich|saubere?|genau)/,
      /macht weiter|machen sie weiter/,
    ),
    confidence: 0.7,
  },
  suggest: {
    when: /\b(?:vorschlag|anregung|verbesserungsvorschlag|schlage|schlagen wir|rege an|regen wir)\b/,
    unless: /ihr(?:em|en)? vorschlag|kein vorschlag/,
    confidence: 0.8,
  },
  remedy: {
    when: /\b(?:geld zurück|ersatzgerät|leihgerät|rückerstattung|erstattung|umtausch|austauschgerät|gutschrift|schadensersatz)\b/,
    unless:
      /(?:haben|habe) (?:\w{1,15} ){0,4}(?:ersatzgerät|leihgerät|gutschrift|erstattung)|(?:danke|dank) für|(?:kam|bekamen|erhielten|bekommen|erhalten)\b/,
    kind: 'NEED',
    confidence: 0.75,
  },
  'any-chance': {
    when: /\bgibt ?(?:es|s|'s) (?:\w{1,12} ){0,3}(?:möglichkeit|option|chance|einstellung|plan|pläne|weg)\b|\b(?:fehlt|fehlen|vermisse|vermissen) (?:\w{1,12} ){0,4}(?:möglichkeit|option|funktion|einstellung|taste|schalter)\b/,
    confidence: 0.6,
  },
  rhetorical: {
    when: /\b(?:warum|wieso|weshalb) (?:\w{1,12} ){0,4}(?:nicht|kein|keine|keinen|nicht mal|muss|müssen)\b/,
    unless:
      /nicht (?:schon |viel )?(?:früher|eher) (?:entdeckt|gefunden|zu (?:euch|ihnen) (?:gekommen|gewechselt))|nicht jede[rs]? \w{3,14} so(?=[?!.]|$)/,
    confidence: 0.65,
  },
  'could-you': {
    when: either(
      /\b(?:könntet|könnten|könntest|würdet|würden|würdest|könnt|kannst) (?:ihr|sie|du) (?:\w{1,12} ){0,2}(?:bitte|mir|mich|uns|mal|nicht|vielleicht|noch|auch|eine?n?|den|die|das|bei)\b/,
      /\bkönnte man (?:\w{1,12} ){0,3}(?:nicht|auch|mal|vielleicht|einfach|bitte)\b/,
    ),
    unless:
      /zugnummer|nennen|wenden|so könnt|dann könn|könnten sie (?:mir )?sagen|abholen|gern(?:e)? an uns|auf die warteliste|„|das könnt|hätten ihnen|mal rutschen/,
    confidence: 0.85,
  },
  'should-be': {
    when: /\b(?:sollte|sollten|müsste|müssten|gehört|gehören)\b(?: \w{1,15}){0,9} (?:werden|können|geben|haben|sein|anbieten|anzeigen|halten|warten|stehen|her|hin|bekommen|lassen|bleiben|fahren|unterstützen|dürfen|mitdürfen)\b/,
    unless:
      /\b(?:ich|wir|du|ihr|sie|man) (?:\w{1,10} ){0,2}(?:sollte|müsste)|(?:sollte|müsste|sollten|müssten|solltet) (?:ich|ihr|du|sie|jetzt|nun|wieder|bis|um|man|reisende|gäste)\b|laut|fordert|studie|ministerin?|verband|wieder gehen|sein sollte/,
    confidence: 0.85,
  },
  'would-help': {
    when: either(
      /\b(?:wäre|wären|wär|wärs|fände|fänd|würde|würden)\b(?: \w{1,15}){0,6} (?:schön|toll|super|gut|prima|klasse|nett|hilfreich|praktisch|wünschenswert|sinnvoll|ideal|perfekt|helfen|reichen|wünschen|freuen|nützlich|angebracht|notwendig|nötig)\b/,
      /\b(?:schön|toll|super|gut|hilfreich|praktisch|sinnvoll) (?:wäre|wären|wär|wärs|fände)\b/,
    ),
    unless: /gewesen|gern wissen|wir würden uns (?:sehr )?freuen|was wäre|auch ohne|ihnen alles gute/,
    confidence: 0.85,
  },
  'like-to-have': {
    when: either(
      /\b(?:hätte|hätten|würde|würden|möchte|möchten|bräuchte|bräuchten|benötige|benötigen|brauche) (?:ich|wir)\b.{0,40}\b(?:gern|gerne|zurück|bitte|können|haben|sehen|eine?n?|die|den|das)\b/,
      /\b(?:ich|wir) (?:hätte|hätten|bräuchte|bräuchten|benötige|benötigen|brauche|brauchen|möchte|möchten) (?:\w{1,12} ){0,3}(?:gern|gerne|eine?n?|den|die|das|mein|meine|zurück|ersatz|mehr|dringend)\b/,
    ),
    unless: either(
      /\bbrauche?n? (?:\w{2,12} ){0,4}(?:minuten?|stunden?|tage)\b|bedanken|danken|wiederkommen|nicht|kein|wissen,|loben|^(?:\w{2,10},? )?(?:was|welche[rsmn]?|wie ?viele?)\b.{0,40}\b(?:brauch\w{0,2}|benötig\w{1,2}) (?:ich|wir)\b/,
      /\b(?:ein|mein|unser)(?:en)? (?:\w{2,12} )?(?:dank|kompliment|lob)\b|bis wir|irgendwann|wollen|einladen/,
      /schlafen|nach hause|anbieten|für den weg|warteliste|alles|früher|gebraucht/,
      // What would have been.
      inSentenceWithout(
        /\b(?:gern|gerne)\b/,
        /\bhätten? (?:ich|wir) (?:\w{1,15} ){0,6}(?:ge\w{3,12}|be\w{3,12}t|\w{2,4}bekommen|verpasst|verloren|gefunden)\b/,
      ),
    ),
    confidence: 0.85,
  },
  headed: {
    when: either(
      /^(?:mein |unser |ein )?(?:vorschlag|idee|wunsch|anregung|verbesserungsvorschlag|bitte)(?: (?:wäre|ist|zum|zur|für))?\b.{0,30}:/,
      /\b(?:ich|wir) (?:schlage|schlagen|rege|regen|plädiere|plädieren|fordere|fordern|beantrage|bitte|bitten)\b/,
      /\b(?:schlage|rege|bitte) ich\b|\bmein vorschlag\b/,
    ),
    unless: /wir bitten (?:um (?:verständnis|entschuldigung|ihr|nachsicht|barzahlung)|alle|sie)|bitten um|nehmen/,
    confidence: 0.85,
  },
  do: {
    when: /^(?:und |also |dann |bitte )?(?:baut|bringt|fahrt|gebt|hängt|haltet|holt|lasst|macht|nehmt|öffnet|packt|schafft|schaltet|schickt|schreibt|setzt|sorgt|sperrt|stellt|streicht|tauscht|verkauft|zeigt|ändert|denkt|dreht|führt|erstattet|repariert|(?:bauen|bringen|geben|lassen|machen|nehmen|sagen|schicken|schreiben|sorgen|stellen|zeigen|ändern|tauschen|erstatten|ersetzen|öffnen) sie) (?:\w{1,12} ){0,2}(?:bitte|doch|endlich|wieder|mal|uns|mich|den|die|das|eine?n?|mehr|halt|da|dafür|auf|es|selbst)\b/,
    unless: either(
      PROVIDERS_INSTRUCTIONS,
      /lasst euch|macht weiter|macht spaß|macht euch|lasst es euch|nehmt den (?:bus|zug)|lassen sie sich|fahrt (?:lieber|mit)|den haupthahn|vor unserem/,
    ),
    confidence: 0.85,
  },
  infinitive: {
    when: /^(?!wie |was |wo |wer |warum ).{8,90}\b(?:anbieten|anbringen|anlegen|anpassen|aufstellen|ausbauen|ausbessern|ausweisen|bauen|beheben|beseitigen|einbauen|einführen|einrichten|entfernen|ergänzen|erlauben|ermöglichen|erneuern|ersetzen|erweitern|freigeben|kennzeichnen|kontrollieren|markieren|nachrüsten|optimieren|reduzieren|sanieren|schaffen|umbauen|verbessern|verbieten|verbreitern|verlegen|verlängern|vereinfachen|wiederherstellen|absenken|zurückgeben|einsetzen|anzeigen)[.!]?$/,
    unless:
      /\b(?:will|wollen|muss|müssen|kann|können|darf|dürfen|werden|wird|soll|möchte|möchten|konnte|mussten|ich|wir|zu|lässt|ließ|laut)\b/,
    confidence: 0.85,
  },
  'on-behalf': {
    when: either(
      /\b(?:frau|herr|kundin|kunde|gäste|büro|abteilung|buchhaltung) (?:dr\. )?(?:\w{2,15} )?(?:möchte|wünscht sich|fragt nach|fragen nach|bittet um|verlangt|hätte gern)\b/,
      /\bbitten um (?:kurzfristige|baldige|schnelle|umgehende)?\s?(?:abhilfe|rückruf|korrektur|prüfung|erledigung|lösung|zusendung|reparatur)\b/,
    ),
    unless: /meine frau|gewerkschaft|verband|nicht verlangt/,
    confidence: 0.75,
  },
  ...proposals,
  ...workarounds,
};

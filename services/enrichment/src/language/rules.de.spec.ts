import { testExamples, typesByRules } from '../fixture/type-examples.js';
import { signalFeaturesOf } from './signal-features.js';

describe('by German rules alone', () => {
  testExamples(typesByRules('de'), {
    REQUEST: {
      found: [
        'Für ein Fenster zum Garten würden wir auch mehr bezahlen.',
        'Eine Steckdose am Bett würde nicht schaden.',
        'Kann heute jemand vorbeikommen?',
        'Wenn es doch einen Nachtbus gäbe.',
        'Uns fehlt eine Ablage im Bad.',
        'Ich will die Anzahlung zurück.',
        'Ihr müsst einen zweiten Wagen schicken.',
        'Bitte am Preis nichts ändern, sonst bin ich weg.',
        'Bitte an meiner Buchung nichts ändern.',
        'Wir hätten gern eine Rechnung, vielen Dank.',
        'Seitdem benutze ich nur noch die Papierkarte.',
        'Jeden Morgen muss ich die App neu starten.',
        'Warum ist nicht jede Tür barrierefrei?',
        'Warum ist der Handwerker nicht früher gekommen?',
        'Dem Balkon fehlt nur noch ein Sonnenschirm.',
        'Tut uns den Gefallen und lüftet vorher.',
        'Antwort erbeten bis Freitag.',
        'Von mir aus könnte der Kurs länger dauern.',
        'Ich suche jemanden, der mein Klavier stimmt.',
        'Bitte bringen Sie mir morgen eine neue Karte mit.',
        'Ich brauche für den Umzug eine Bestätigung.',
      ],
      notFound: [
        'Da zahlen wir nie wieder.',
        'Hier fehlt uns nichts.',
        'Es sah aus, als wenn es brennen würde.',
        'Jeden Morgen muss ich lachen, wenn der Schaffner singt.',
        'Ich muss nichts mehr von Hand eintragen.',
        'Seitdem benutze ich nur noch eure Karte.',
        'Schwer zu sagen, was am besten schmeckt.',
        'Wieso ist nicht jede Bank so?',
        'Warum habe ich euch nicht früher entdeckt?',
        'Der Monteur hat sich sofort gekümmert und das Rätsel gelöst.',
        'Fehler sofort gefunden und behoben.',
        'Bitte bleibt genau so, wie ihr seid!',
        'Bis heute war es lecker, bitte nichts ändern.',
        'Bitte bringen Sie zum Gespräch den Mietvertrag mit.',
        'Bitte wenden Sie sich an die Zentrale.',
        'Bitte halten Sie bei der Kontrolle alle Papiere bereit.',
        'Bitte nennen Sie uns Ihre Kundennummer.',
        'Welche Farbe brauche ich für den Zaun?',
        'Ich brauche zu Fuß zehn Minuten.',
        'Wir möchten im Herbst nach Wien.',
        'Ich will nachher zum Zahnarzt.',
        'Für den Antrag fehlt nur noch Ihre Unterschrift.',
      ],
    },
    PROBLEM: {
      found: [
        'Das Problem mit der Schranke wurde nicht behoben.',
        'Nie wird das Problem gelöst.',
        'Kein Problem wurde gelöst.',
        'Die Störung ist laut Ansage behoben, der Bus steht.',
        'Das Problem wurde behoben und ist wieder da.',
        'Am Schalter geht niemand ran.',
        'Zum dritten Mal bei euch angerufen.',
        'Schon wieder hier und wieder ohne Termin.',
        'Keiner kümmert sich so richtig um die Gäste.',
        'Schlechter Empfang im ganzen Haus.',
        'Mit denen hat man nur Ärger.',
        'Na super, nun steht das Regal schief.',
        'Gratulation, der Umbau macht alles noch enger.',
        'Danke für nichts!',
        'Klasse, jetzt darf ich nochmal hinfahren.',
        'Ohne Anmeldung geht bei mir kein Gerät.',
        'Die Buchung hängt seit gestern.',
        'Ihr habt mir den falschen Schlüssel gegeben.',
        'Im Paket fehlt ein Filter.',
        'Geniale Idee, im Hochsommer die Brunnen abzustellen.',
        'Der Pförtner hat unsere Kinder einfach weggeschickt.',
        'Am Ende hat man mich im Stich gelassen.',
      ],
      notFound: [
        'Der Offline-Modus hilft im Flugzeug.',
        'Die Karten gibt es auch offline.',
        'Das Problem war in fünf Minuten gelöst.',
        'Da kommt kein anderer Laden mit.',
        'Die Fähre kommt nie zu spät.',
        'Es geht wirklich nichts über euren Kuchen.',
        'Ich war in keiner Warteschleife.',
        'Wir warten schon auf die nächste Reise mit euch.',
        'Keiner hilft so gern wie Frau Timm.',
        'Zum dritten Mal bei euch und wieder ein Genuss.',
        'Der Wein ist gar nicht schlecht.',
        'Mit dem Vermieter hatten wir nie Ärger.',
        'Meine Mutter hört schlecht.',
        'Respekt, das hätte ich nicht besser gekonnt.',
        'Ohne Ausweis läuft am Schalter nix.',
        'Es fehlt nur noch ein Schirmständer.',
        'Der Plan hängt im Treppenhaus.',
        'Ein Amt, bei dem man nicht stundenlang in der Leitung hängt.',
        'Hängt doch einen Spiegel hin.',
        'Die Lampe habe ich selbst aufgehängt.',
        'In all den Jahren ist nie ein Brief verloren gegangen.',
        'Ich hatte die falsche Adresse angegeben.',
        'Eine Suche fehlt noch.',
        'Hier wird man nie stehen gelassen, mich hat noch keiner abgewimmelt.',
        'Mein Rad habe ich am Bahnhof stehen lassen.',
        'Der Fehler mit dem Datum ist seit heute Geschichte.',
      ],
    },
    QUESTION: {
      found: [
        'weiß wer ob der Bus fährt',
        'Ich wollte fragen, ob Katzen erlaubt sind.',
        'Mich würde interessieren, wann ihr öffnet.',
      ],
      notFound: [
        'Ich frage mich, warum keiner abhebt.',
        'Da weiß keiner etwas.',
        'Ist ein Handtuch zu viel verlangt?',
        'Wieso steht die Ampel immer noch auf Gelb?',
        'Wie lange soll ich denn noch warten?',
      ],
    },
  });

  it.each([
    'Ich habe einen Defekt am Griff gefunden.',
    'Die Sohle hat sich gelöst, der Schuh ist kaputt.',
    'Der Automat war defekt, da habe ich im Zug ein Ticket für die Fahrt gelöst.',
    'Mainboard ausgetauscht, nun ist das Display hinüber.',
    'Die Klingel ist defekt, und ihr habt den falschen Knopf ersetzt.',
    'Die Leitung ist tot, seit der Monteur sie repariert hat.',
    'Der Rahmen war beschädigt, das Schreiben an meine Frau gerichtet.',
  ])('a problem is found beside what is mended: "%s"', text => {
    const { hits, vetoed } = signalFeaturesOf(text, 'de');
    expect(hits.map(({ type }) => type)).toContain('PROBLEM');
    expect(vetoed).not.toContain('PROBLEM');
  });

  it.each([
    'Der Defekt am Griff wurde am Montag behoben.',
    'Die Dame repariert kaputte Reißverschlüsse.',
    'Fehler in fünf Minuten gefunden, seitdem läuft alles.',
    'Nachdem der Monteur den Defekt behoben hat, läuft die Heizung.',
  ])('a problem that is mended is vetoed: "%s"', text => {
    const { hits, vetoed } = signalFeaturesOf(text, 'de');
    expect(hits.map(({ type }) => type)).not.toContain('PROBLEM');
    expect(vetoed).toContain('PROBLEM');
  });
});

import { testExamples, typesByRules } from '../fixture/type-examples.js';

describe('praise by German rules alone', () =>
  testExamples(typesByRules('de'), {
    PRAISE: {
      found: [
        'An dem Mantel ist nix auszusetzen.',
        'Nicht übel, euer Stollen.',
        'Besser hätte man es nicht verpacken können.',
        'Über die Betreuung können wir uns nicht beklagen.',
        'Der Vortrag war alles andere als langweilig.',
        'Endlich ein Friseur, der zuhört.',
        'Nette Leute, leider nur bis Mittag da.',
        'Den Kurs kann ich nur empfehlen.',
        'So muss es laufen.',
        'Wirklich köstlich!',
        'Das Gespräch hat mir sehr geholfen.',
        'Der Monteur hat sich sofort gekümmert und das Rätsel gelöst.',
        'Fehler sofort gefunden und behoben.',
        'Bitte bleibt genau so, wie ihr seid!',
        'Bis heute war es lecker, bitte nichts ändern.',
      ],
      notFound: [
        'Schon nach zwei Stunden hat sich der Absatz gelöst.',
        'Sofort einen Riss gefunden und umsonst angerufen.',
        'Am selben Tag repariert, am Abend kaputt.',
        'Lassen Sie das so nicht stehen!',
        'Bitte an meiner Buchung nichts ändern.',
        'Bitte am Preis nichts ändern, sonst bin ich weg.',
        'Keine Probleme gelöst.',
        'Laut Hotline keine Störungen.',
        'Ein zweiter Eingang wäre nicht schlecht.',
        'Der Saal war weder laut noch sauber.',
        'Endlich ein Platz, dann ging das Licht aus.',
        'Kann ich nur empfehlen, wenn man Zeit hat.',
        'Mein Enkel kommt in die fünfte Klasse.',
        'Vielen Dank für Ihre Nachricht.',
        'Tolle Idee, nachts die Straße aufzureißen und zu bohren.',
        'Gute Nacht kann man das nicht nennen, leider.',
      ],
    },
  }));

import { rationalesByRules } from '../fixture/type-examples.js';
import { signalFeaturesOf } from './signal-features.js';

const rationalesIn = rationalesByRules('de');

describe.each<[string, string[], string[]]>([
  [
    'workaround',
    [
      'Bis es wieder geht, schreiben wir die Bons auf Papier.',
      'Solange der Aufzug steht, trage ich den Kinderwagen über die Treppe.',
      'Den Griff mussten wir selber wieder festschrauben.',
      'Ich hab mir daheim ein Kabel selbst zurechtgelötet.',
      'Da habe ich mir notgedrungen einen eigenen Lautsprecher gekauft.',
      'Die Rückwand hält nur noch mit Klebeband.',
      'Der Pfleger hat uns eine Stirnlampe geliehen, das Leselicht ging nie an.',
      'Meine Kollegin führt nebenher eine Liste auf Papier.',
      'Wir behelfen uns mit einem Verlängerungskabel.',
      'Seither klopfe ich einfach beim Hausmeister.',
      'Ich gehe inzwischen immer eine Viertelstunde früher los.',
      'Notgedrungen zahlen wir wieder am Schalter.',
      'Zur Kontrolle trage ich vorsichtshalber alles doppelt ein.',
    ],
    [
      'Bis das Paket da ist, freue ich mich wie ein Kind.',
      'Das Brot haben sie selbst gebacken, herrlich.',
      'Ich habe das selbst ausprobiert und bin begeistert.',
      'So ein toller Topf, also haben wir gleich einen zweiten gekauft.',
      'Habt ihr auch Klebeband im Sortiment?',
      'Ohrstöpsel lagen auf dem Nachttisch bereit, sehr aufmerksam.',
      'Ich bin mittlerweile sehr zufrieden mit dem Tarif.',
      'Seitdem buchen wir nur noch hier.',
      'Wir machen am nächsten Halt eine Pause.',
      'Mein Sohn wohnt inzwischen in Graz.',
      'Tipp: Screenshot machen, dann habt ihr die Nummer.',
      'Die Kollegen sind mittlerweile begeistert.',
      'Früher habe ich alles selbst abgetippt, jetzt macht das der Scanner.',
    ],
  ],
  [
    'comparison',
    [
      'Bei der Konkurrenz bekommt man die Rechnung sofort.',
      'Beim alten Anbieter konnte ich das am Telefon klären.',
      'Andere Häuser haben dafür einen Nachtportier.',
      'Jeder Händler schickt einem heutzutage eine Bestätigung.',
      'In Österreich gibt es dafür eine Karte für alle Verkehrsmittel.',
      'Früher gab es am Wochenende noch einen Nachtbus.',
      'Vor dem Update war die Schrift größer.',
      'Mein früherer Makler hat sich jede Woche gemeldet.',
      'Das Vorgängermodell lief zehn Jahre ohne Mucken.',
      'Selbst die kostenlose App vom Wetterdienst kann Warnungen.',
      'Das kann doch inzwischen jedes Kinderspielzeug.',
      'Für das gleiche Geld gibt es woanders ein Zimmer mit Frühstück.',
      'Zu Fuß wäre ich schneller gewesen.',
    ],
    [
      'Andere Hotels können da nicht mithalten.',
      'Bei der Konkurrenz kostet es dasselbe.',
      'Früher war hier eine Mühle.',
      'Das neue Modell ist leiser als das Vorgängermodell.',
      'Früher musste ich dafür zum Amt, heute mache ich das am Handy.',
      'In Österreich wohne ich seit drei Jahren.',
      'Meine frühere Kollegin war auch schon Gast bei euch.',
      'Geht das bei anderen Tarifen auch?',
      'Selbst mein alter Vater kommt damit zurecht.',
      'Andere Anbieter machen das genauso.',
      'Ich war schneller da als gedacht.',
      'Vor dem Umbau war das Bad dreckig.',
      'Beim alten Institut war die Beratung zäh, hier geht alles sofort.',
    ],
  ],
  [
    'repeated attempt',
    [
      'Viermal habe ich den Zähler abgelesen und gemeldet.',
      'Ich stehe zum dritten Mal vor verschlossener Tür.',
      'Seit Ostern der fünfte Anruf wegen derselben Tür.',
      'Nach dem dritten Versuch habe ich aufgelegt.',
      'Vierte Mail, vierte Standardantwort.',
      'Drei Briefe habe ich geschickt.',
      'Das Türschloss haben wir schon zweimal austauschen lassen.',
      'Bei jedem Anruf erzähle ich die ganze Geschichte.',
      'Jedes Mal ein anderer am Apparat.',
      'Mit jedem Bearbeiter fange ich wieder bei null an.',
      'Dauernd werde ich aus dem Konto ausgeloggt.',
      'Gestern angerufen, heute wieder.',
      'Habe erneut um einen Termin gebeten.',
    ],
    [
      'Zum dritten Mal hier und wieder bestens versorgt.',
      'Beim nächsten Mal nehmen wir das Zimmer zum Hof.',
      'Er hat mir alles zweimal erklärt, sehr geduldig.',
      'Zum zehnten Mal im Urlaub an der Ostsee.',
      'Beim zweiten Versuch hat es geklappt.',
      'Die Therme wird zweimal im Jahr gewartet.',
      'Jedes Mal ein anderes Dessert, und jedes Mal lecker.',
      'Ich fange am Montag bei euch an.',
      'Am Dienstag komme ich wieder, danke.',
      'Dreimal umgestiegen und doch pünktlich.',
      'Mein Sohn ist zum zweiten Mal Vater geworden.',
      'Heute war wieder der nette Fahrer da.',
      'Der erste Anruf hat gereicht.',
    ],
  ],
  [
    'unmet expectation',
    [
      'Ich dachte, die Kabel wären dabei.',
      'Wir sind davon ausgegangen, dass man im Haus parken kann.',
      'Ich hatte auf ein ruhigeres Zimmer gehofft.',
      'Unter Komfort hatte ich mir etwas anderes vorgestellt.',
      'Mit einer Klimaanlage hatten wir schon gerechnet.',
      'Es hieß, der Ersatzbus kommt gleich.',
      'Ausgemacht war ein Rückruf am Vormittag.',
      'Im Prospekt war der Strand vor der Tür.',
      'Laut Beschreibung ist der Stoff blickdicht.',
      'Die Strecke sollte eigentlich im Mai wieder frei sein.',
      'Bei dem Beitrag sollte man meinen, dass jemand abhebt.',
      'Von einer Versicherung hätte ich mehr Sorgfalt erwartet.',
      'Da rechnet man nicht mit einem Klo auf dem Flur.',
    ],
    [
      'Ich hatte nicht gedacht, dass das so einfach ist.',
      'Es war besser, als ich gedacht hatte.',
      'Genau so hatten wir uns den Urlaub vorgestellt.',
      'An alles gedacht, sogar an ein Nachtlicht.',
      'Pfand wird am Automaten angenommen.',
      'Ich dachte, das wird teuer, war aber nach wenigen Minuten für lau erledigt.',
      'Ausgemacht war Freitag, fertig war es schon am Donnerstag.',
      'Die Miete ist nach Quadratmetern gerechnet.',
      'Gebucht habe ich für zwei Personen.',
      'Die neuen Züge sollen ab Juni fahren.',
      'Hättet ihr das gedacht?',
      'Wie versprochen kam der Monteur um acht.',
      'Im Prospekt war alles genau beschrieben, super.',
    ],
  ],
])('a %s in German', (rationale, told, none) => {
  it.each(told)('is heard in "%s"', text => expect(rationalesIn(text)).toContain(rationale));

  it.each(none)('is no part of "%s"', text => expect(rationalesIn(text)).toEqual([]));
});

describe('a wish of the past in German', () => {
  it.each([
    'Ich hätte mir gewünscht, dass jemand zurückruft.',
    'Einen Föhn hätten wir uns noch gewünscht.',
    'Ein Hinweis vorab wäre das, was ich mir gewünscht hätte.',
  ])('is stated in "%s"', text =>
    expect(signalFeaturesOf(text, 'de').hits).toContainEqual(
      expect.objectContaining({ type: 'REQUEST', rationale: null }),
    ),
  );

  it.each([
    'Es war genau so, wie wir es uns gewünscht hätten.',
    'Lieber Gast, wir hätten uns gewünscht, Sie wären zu uns gekommen.',
  ])('came true or is the host’s in "%s"', text =>
    expect(signalFeaturesOf(text, 'de').hits.map(({ id }) => id)).not.toContain('de.request.wished-for'),
  );
});

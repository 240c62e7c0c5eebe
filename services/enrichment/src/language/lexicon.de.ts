import { lexicon } from './lexicon.js';

export const german = lexicon({
  weights: [
    [
      3,
      `hervorragend ausgezeichnet fantastisch großartig perfekt genial traumhaft begeistert begeisternd sensationell erstklassig einwandfrei
      tadellos phänomenal weltklasse exzellent vorbildlich spitzenklasse`,
    ],
    [
      2,
      `toll super klasse prima spitze liebe lieben zufrieden beeindruckt beeindruckend zuverlässig reibungslos freue freuen gefreut glücklich
      empfehle empfehlen empfehlenswert problemlos dankbar lob loben top überzeugt überzeugend wunderbar beste besten bestens mega cool sympathisch
      verlässlich souverän herrlich unkaputtbar`,
    ],
    [
      1,
      `gut nett freundlich hilfsbereit hilfreich schnell flott einfach leicht praktisch nützlich leise sauber schön schick bequem angenehm
      höflich kompetent pünktlich danke dank gelöst günstig preiswert fair robust stabil scharf gestochen besser verbessert durchdacht
      übersichtlich intuitiv ordentlich solide professionell geduldig zügig handlich gefällt mag klappt gelungen unkompliziert`,
    ],
    [
      -1,
      `langsam laut teuer überteuert kompliziert umständlich verwirrend unübersichtlich schwierig schwer mühsam lästig nervig warte warten
      gewartet spät verspätet verspätung verzögerung fehlt fehlen fehlte unklar leider schade problem probleme ärger fehler
      fehlermeldung störung störungen wackelig klapprig verschmiert streifen blass unscharf papierstau stau hängt klemmt schon beschwerde bedenken
      zweifel unsicher unpraktisch klobig falsch falsche schlecht schlechter wieder ständig dauernd offline umstand fehlgeschlagen
      verweigert pfeift staut`,
    ],
    [
      -2,
      `kaputt defekt mangelhaft mängel versagt ausgefallen ausfall ausfälle abgestürzt stürzt absturz abstürze enttäuscht enttäuschend
      enttäuschung genervt nervt ärgerlich ärgert verärgert frustriert frustrierend unzuverlässig unfreundlich unhöflich ignoriert inkompetent sauer unzufrieden
      verschwendet verschwendung ruiniert beschädigt zumutung unbrauchbar bereue schlimm mies mist blöd doof dumm hasse kündigen kündige gekündigt verloren
      leckt undicht unmöglich peinlich mangel schrecklich vergeblich saftladen kacke`,
    ],
    [
      -3,
      `furchtbar grauenhaft grauenvoll katastrophe katastrophal schlechteste nutzlos wertlos inakzeptabel unverschämt unverschämtheit frechheit
      albtraum wütend lächerlich betrug schrott müll scheiße unterirdisch miserabel abzocke skandal`,
    ],
  ],
  failing: `geht gehen ging gehts funktioniert funktionieren funktionierte läuft laufen lief druckt drucken scannt scannen kopiert verbindet
    sendet startet reagiert antwortet meldet hilft geholfen kommt kam gekommen erkennt erkannt angekommen öffnet lädt zieht tut passiert
    erreichbar möglich nutzbar lesbar`,
  negations: `nicht kein keine keinen keinem keiner keinerlei nie niemals niemand nichts nix ohne kaum weder net ned nich nimmer`,
  stronger:
    'sehr echt extrem wirklich total absolut völlig komplett unglaublich so zu wahnsinnig äußerst richtig ungemein dermaßen viel',
  weaker: 'etwas leicht bisschen ziemlich eher halbwegs einigermaßen fast manchmal gelegentlich',
  wishes: 'wäre wär wünsche würde würden könnte könnten hätte wenn falls sollte hoffe',
  endings: 'e en er es em n s st t te',
});

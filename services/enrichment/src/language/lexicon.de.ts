import { lexicon } from './lexicon.js';

export const germanLexicon = lexicon({
  weights: [
    // No forms of a word below.
    [0, 'magen mauer faden klassen'],
    [
      3,
      `hervorragend ausgezeichnet fantastisch großartig perfekt genial traumhaft begeistert begeisternd sensationell
      erstklassig einwandfrei tadellos phänomenal weltklasse exzellent vorbildlich spitzenklasse grandios bombastisch
      umwerfend spitzenmäßig überragend makellos wundervoll sagenhaft bravo herausragend unschlagbar meisterhaft
      brillant hingerissen überwältigt überwältigend göttlich fabelhaft famos phantastisch unübertroffen superb
      sternstunde`,
    ],
    [
      2,
      `toll super klasse prima spitze liebe lieben zufrieden beeindruckt beeindruckend zuverlässig reibungslos freue
      freuen gefreut glücklich empfehle empfehlen empfehlenswert problemlos dankbar lob loben top überzeugt
      überzeugend wunderbar beste besten bestens mega cool sympathisch verlässlich souverän herrlich unkaputtbar
      hurra juhu yeah jippie yippie lobenswert respekt chapeau applaus glückwunsch gratuliere gratulation genieße
      genießen genossen entspannt erfreulich erfreulicherweise erfreut freude froh fröhlich stolz spaß liebevoll
      gastfreundlich vorzüglich köstlich lecker gemütlich wohlgefühlt wohlfühlen gerettet rettung held heldin engel
      heldenhaft bewundernswert geil tiptop picobello kulant kulanz zuvorkommend aufmerksam lächeln strahlen
      glanzleistung meisterleistung kompliment lieblings traum großzügig goldwert lohnt lohnenswert hochwertig wertig
      weiterempfehlen weiterempfehlung volltreffer sahne schnäppchen grossartige warmherzig engagiert bemüht charmant
      reizend begeisterung erleichtert erleichterung klassiker hammergut supernett superlieb superschnell topservice
      stammkunde immerwieder luxus paradies verwöhnt bezaubernd idyllisch zauberhaft verliebt dankeschön dankesehr
      heilfroh wunschlos blitzsauber merci bedanke bedanken bedankt gewonnen sieg triumph jubel feiern`,
    ],
    [
      1,
      `gut nett freundlich hilfsbereit hilfreich schnell flott einfach leicht praktisch nützlich leise sauber schön
      schick bequem angenehm höflich kompetent pünktlich danke dank gelöst günstig preiswert fair robust stabil
      scharf gestochen besser verbessert durchdacht übersichtlich intuitiv ordentlich solide professionell geduldig
      zügig handlich gefällt mag klappt gelungen unkompliziert positiv interessant gern gerne barrierefrei
      willkommen ruhig hell frisch modern modernisiert verbesserung verbesserungen fortschritt erfolg erfolgreich
      günstiger gratis kostenlos geschenk rabatt gutschein glück fix ruckzuck geklappt unterstützt unterstützung nice
      komfortabel komfort gemütliche geräumig warm saftig knusprig aromatisch geschmackvoll elegant edel hübsch süß
      niedlich witzig lustig amüsant humor pfiffig clever schlau innovativ effizient effektiv sparsam langlebig
      haltbar passgenau reichlich großzügige flexibel transparent verständlich nachvollziehbar ehrlich seriös
      vertrauenswürdig sicher sorgfältig gründlich umgehend prompt rasch blitzschnell planmäßig rechtzeitig
      termingerecht tadellose ansprechend zeitgemäß logisch behoben repariert erledigt entgegenkommend
      verständnisvoll tröstlich hoffnung hoffnungsvoll sinnvoll vorteil vorteile vorteilhaft lohnend
      zufriedenstellend anständig passabel akzeptabel brauchbar taugt überrascht stimmig gesund sonnig schmeckt
      geschmeckt wohl liebling fleißig mühelos spannend spitzenreiter spare sparen punktet
      weitergeholfen mitgedacht hingekriegt kinderleicht`,
    ],
    [
      -1,
      `langsam laut teuer überteuert kompliziert umständlich verwirrend unübersichtlich schwierig schwer mühsam lästig
      nervig warte warten gewartet spät verspätet verspätung verzögerung fehlt fehlen fehlte unklar leider schade
      problem probleme ärger fehler fehlermeldung störung störungen wackelig klapprig verschmiert streifen blass
      unscharf papierstau stau hängt klemmt schon beschwerde bedenken zweifel unsicher unpraktisch klobig falsch
      falsche schlecht schlechter wieder ständig dauernd offline umstand fehlgeschlagen verweigert pfeift staut
      verspätungen verspaetet gesperrt sperrung streik streiken streikt warnstreik überfüllt überlastet entfällt
      entfallen unpünktlich verpasst verpassen umleitung ersatzverkehr stillstand geschlossen gestört unterbrochen
      unterbrechung schmutzig dreckig verdreckt staubig stinkt gestank muffig eng kalt lauwarm fad fade zäh versalzen
      verkocht trocken matschig kratzer kratzt beule delle riss gerissen locker lose abgebrochen abgefallen verbogen
      verzogen ausgeleiert verwaschen verblasst riecht mangelnd mängeln dürftig knapp lückenhaft veraltet altbacken
      überholt lahm träge stockt ruckelt wartezeit wartezeiten warteschleife schlange hotline vertröstet hingehalten
      abgewimmelt vergessen übersehen verwechselt vertauscht doppelt storniert stornierung reklamation reklamieren
      reklamiert beanstandung mahnung gebühr gebühren aufpreis zuschlag zuschläge versteckt nachteil nachteile
      bürokratisch bürokratie hürde hindernis unnötig überflüssig sinnlos unlogisch unverständlich irreführend
      widersprüchlich ungenau ungünstig ungenügend unzureichend unvollständig unpassend unbequem ungemütlich
      ungepflegt unausgereift halbherzig lieblos gleichgültig überfordert ratlos hilflos stress stressig anstrengend
      ermüdend nerven leer bedauerlich bedauerlicherweise bedaure trotz obwohl angeblich vermeintlich wegen
      eigentlich immernoch mittelmäßig mittelprächtig mau naja meh geschlampt schlampig nachlässig verzögert
      verschoben verlegt abgesagt ausverkauft vergriffen abgelaufen falschen verkehrt fehlerhaft fehlern makel
      schäden schaden gefährlich risiko verletzt unfall sorge sorgen befürchte kritik kritisiert beschwere beschweren
      beschwerden protest wucher teurer verteuert preiserhöhung überteuerte geldgier aerger brummt quietscht rattert
      dröhnt flackert blockiert abgelehnt verweigern verweigerung verspricht versprochen vergebens umsonst drängeln
      gedrängel stehplatz baustelle ausfallen ausfallend wackler wackelkontakt aussetzer ruckeln tropft tröpfelt knackt
      knarzt klappert schleift müffelt schief krumm fleckig ranzig pappig labbrig verkohlt angebrannt verstopft stickig
      zugig klebrig speckig durchgelegen durchgeweicht ausgelaufen aufgeplatzt aufgerissen eingedrückt zerdrückt
      zerquetscht verbeult gesprungen ausgefranst verfilzt eingelaufen ungeleert unbeantwortet unbearbeitet unerledigt
      hakelig hakt zickt schneckentempo schleppend geschätzt abgewiesen weggeschickt übergangen abgefertigt abgespeist`,
    ],
    [
      -2,
      `kaputt defekt mangelhaft mängel versagt ausgefallen ausfall ausfälle abgestürzt stürzt absturz abstürze
      enttäuscht enttäuschend enttäuschung genervt nervt ärgerlich ärgert verärgert frustriert frustrierend
      unzuverlässig unfreundlich unhöflich ignoriert inkompetent sauer unzufrieden verschwendet verschwendung
      ruiniert beschädigt zumutung unbrauchbar bereue schlimm mies mist blöd doof dumm hasse kündigen kündige
      gekündigt verloren leckt undicht unmöglich peinlich mangel schrecklich vergeblich saftladen kacke chaos
      chaotisch gestrandet sauerei schweinerei ekelhaft eklig ekel widerlich abartig abscheulich scheußlich grässlich
      gräßlich fies gemein arrogant pampig patzig herablassend respektlos rücksichtslos dreist frech unfassbar
      unglaublich fassungslos entsetzt entsetzlich schockiert schockierend empört empörend stinksauer angepisst kotzt
      kotzen versaut verarscht verarschung verarschen belogen gelogen lüge lügen lügt lügner betrogen täuschung
      reingefallen abgezockt beschissen beschiss verdammt verflucht mistding schund ramsch billigramsch plunder murks
      pfusch gepfuscht stümper dilettanten dilettantisch unprofessionell unfähig unfähigkeit versager versagen
      idioten idiot deppen trottel schikane wut wutanfall zorn zornig hass verzweifelt verzweiflung tränen heulen
      grausam brutal drama desaster desaströs pleite insolvent flop reinfall fehlkauf armutszeugnis blamage blamabel
      schande schändlich traurig trauerspiel jammer elend bitter tragisch untragbar unerträglich unzumutbar unterste
      verfault verschimmelt schimmel schimmlig verdorben ungenießbar krank durchgefallen totalausfall dauerbaustelle
      kundenunfreundlich servicewüste hölle höllisch wahnsinn irrsinn absurd idiotisch schwachsinn unsinn quatsch
      blödsinn lachhaft witzlos hohn verhöhnt skandalös kriminell illegal anwalt anzeige klage verbraucherschutz
      gestohlen geklaut diebstahl zerstört zerbrochen zerrissen zerkratzt explodiert gebrannt durchgebrannt verbrannt
      nutzlose unnütz angeschnauzt angeraunzt angemault angepflaumt angebrüllt angeschrien ausgelacht beschimpft
      aufgeschwatzt verschlampt verschludert verbummelt vermasselt vermurkst verhunzt vergeigt`,
    ],
    [
      -3,
      `furchtbar grauenhaft grauenvoll katastrophe katastrophal schlechteste nutzlos wertlos inakzeptabel unverschämt
      unverschämtheit frechheit albtraum wütend lächerlich betrug schrott müll scheiße unterirdisch miserabel abzocke
      skandal katastrophale unterirdische abschaum arschloch arschlöcher gaunerei gauner betrüger verbrecher
      drecksladen sauladen drecksbahn scheiss scheisse scheiß fuck shit gottverdammt menschenverachtend unmenschlich
      unsäglich vernichtend horror horrortrip gruselig abgrundtief hundsmiserabel grottig grottenschlecht
      unbrauchbarer frechheiten unverschämte widerwärtig saumäßig`,
    ],
  ],
  failing: `geht gehen ging gehts funktioniert funktionieren funktionierte läuft laufen lief druckt drucken scannt scannen kopiert verbindet
    sendet startet reagiert antwortet meldet hilft geholfen kommt kam gekommen erkennt erkannt angekommen öffnet lädt zieht tut passiert
    erreichbar möglich nutzbar lesbar`,
  negations: `nicht kein keine keinen keinem keiner keinerlei nie niemals niemand nichts nix ohne kaum weder net ned nich nimmer`,
  intensifiers:
    'sehr echt extrem wirklich total absolut völlig komplett unglaublich so zu wahnsinnig äußerst richtig ungemein dermaßen viel',
  diminishers: 'etwas leicht bisschen ziemlich eher halbwegs einigermaßen fast manchmal gelegentlich',
  wishes: 'wäre wär wünsche würde würden könnte könnten hätte wenn falls sollte hoffe',
  endings: 'e en er es em n s st t te',
});

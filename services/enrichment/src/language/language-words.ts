import { wordsOf } from './plain-text.js';

/**
 * Words that tell a language. A word that two of the tenant's languages share (`in`, `die`, `war`, `hat`, `will`) is in neither table.
 * The foreign tables only keep other languages from being taken for English or German.
 */
export const FUNCTION_WORDS = {
  en: wordsOf(`
    the a of to and is are were be been being it its this that these those i we you he she they me us my our your his her their them
    not no nor don't doesn't didn't can't won't isn't wasn't i'm it's we're you're i've we've dont doesnt didnt cant wont
    have has had do does did would could should can cannot may might must with without from for on at by about into over after before
    when where which who what why how if than then there here but or because while again every any some all just only very too more
    most less much many other still even as out up down off each until since ever never yet really please get gets got
    nobody everybody become becomes became come comes came`),
  de: wordsOf(`
    der das den dem des ein eine einen einem einer eines ich wir du ihr sie er es mich mir uns euch dir dich ihnen ihm sich mein meine meinen
    meinem meiner unser unsere unserem unseren unserer euer eure ihre ihren ihrem und oder aber doch denn weil dass wenn ob als wie wo
    wer wann warum wieso weshalb nicht kein keine keinen keiner keinem ist sind bin bist seid waren wäre wäre waere sein habe haben habt hatte
    hätte haette wird werden wurde würde wuerde kann können koennen könnte koennte muss müssen muessen soll sollen sollte möchte moechte mit
    ohne von vom zu zum zur für fuer auf aus bei beim nach seit über ueber unter vor zwischen durch gegen um im ins
    jedes jede jeden jeder jedem mal immer noch schon sehr auch nur mehr wieder hier dort dann nie ganz viel etwas alles nichts bitte gerne man
    bis ja nein einfach leider mal eben halt ne nen nix kam kommt kommen`),
  zh: wordsOf('的 了 是 我 们 你 您 他 它 在 有 和 就 都 也 很 这 那 个 吗 呢 吧 啊 着 把 被 给 与 及 之 啦 呀 嘛'),
} as const;

/** What customers often say; too telling for a theme to be left out of its comparison. */
export const USUAL_WORDS = {
  en: wordsOf(`
    thanks thank hello good great bad nice love like need want wish hope work works working worked broken broke printer printing paper
    machine copier slow fast easy hard help fix fixed new old one two three time times day week month year customer company people always
    nothing everything something wrong better best worse worst money price buy bought use used using call called wait waiting`),
  de: wordsOf(`
    danke hallo gut gute guter gutes schlecht schlechte toll tolle schön schoen schöne kaputt defekt drucker drucken druckt papier gerät geraet
    kopierer geht gehts läuft laeuft funktioniert funktionieren langsam schnell einfache hilfe neu neue neuen alte alten zwei drei zeit tag tage
    woche wochen monat monate jahr jahre kunde kunden leute heute gestern morgen besser beste schlimm geld preis gekauft
    kaufen benutzen anrufen warten techniker rechnung vertrag scannen papierstau lieferung firma büro immer zufrieden super`),
} as const;

export const FOREIGN_WORDS = {
  fr: wordsOf(`
    le la les un une des du et est sont je nous vous il elle ils pas ne que qui dans pour avec sur mon notre votre ce cette ça mais très plus
    c'est j'ai n'est marche imprimante merci bonjour au aux ai avons être fait tout sans`),
  es: wordsOf(`
    el la los las un una y es son yo nosotros usted no que en por para con mi nuestro su pero muy más está esta este lo se del al
    gracias hola funciona impresora cuando hay tiene sin todo siempre como`),
  it: wordsOf(`
    il lo la gli le un una e è sono io noi non che di da per con mio nostro ma molto più questo questa del della nel alla
    grazie ciao funziona stampante quando anche sempre`),
  pt: wordsOf(
    'o os as um uma e é são eu nós não que em por para com meu nosso mas muito mais está este esta do da no na obrigado olá impressora quando',
  ),
  nl: wordsOf(`
    de het een en is zijn ik wij jij u niet geen dat die van voor met op aan bij mijn onze maar heel meer deze dit ook naar wordt kan moet
    bedankt hallo werkt printer wanneer altijd`),
  pl: wordsOf(
    'i w z na do nie się jest są to że jak co mój nasz ale bardzo po za od dla tak drukarka działa proszę dziękuję kiedy zawsze przez',
  ),
  sv: wordsOf(
    'och är det att en ett som på för med av inte vi jag du den har till men mycket skrivaren fungerar tack och när alltid kan',
  ),
  da: wordsOf(
    'og er det at en et som på for med af ikke vi jeg du den har til men meget printeren virker tak når altid kan til',
  ),
  cs: wordsOf('a je se na v že to s z do jsou nebo ale jak tiskárna nefunguje prosím děkuji když vždy není pro'),
  tr: wordsOf('ve bir bu için ile değil çok ama yazıcı çalışmıyor teşekkürler lütfen ne var yok daha gibi her'),
} as const;

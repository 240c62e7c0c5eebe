import { wordsOf } from './plain-text.js';

/** Function words that identify a language. A word that English and German share (`in`, `die`, `war`, `hat`, `will`) is in neither table. */
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

/** Content words that customers often use: they identify a language, but unlike function words they may tell a theme. */
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

/** Words that other languages share, or that only some speakers write: evidence against a third language. Scots counts as English, Low German as German. */
export const SHARED_WORDS = {
  en: wordsOf(`
    in so an was will am do me no on i men die war hat also all after under over half best most hand warm land plan bus bank post app
    u ur im ive id lol omg thx ty pls plz gonna wanna gotta aye wee nae cannae didnae wasnae yer ye dinnae`),
  de: wordsOf(`
    die in am an so hat war will als was alle also da gar nun na ab je dran drin weg los gab sah gibt gibts gehen gehts lassen macht machen
    wegen statt trotz obwohl damit daher darum deshalb dabei dafür davon dazu daran darauf jetzt erst zuerst gleich sofort oft
    i ned net nix do ma mi di is a scho wieda oiss ois hob hosd mia eich wos wia hoid des dös san
    isch hend hät nöd nid chan chasch mer gsi ez jetz gaht mini dini het au wänn öpper
    ik heff wi hebbt un keen twee mien weer weern al wedder nich dat een`),
} as const;

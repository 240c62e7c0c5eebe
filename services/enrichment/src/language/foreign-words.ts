import { wordsOf } from './plain-text.js';

/** Language → its most frequent words. They only keep other languages from being taken for English or German. */
export const FOREIGN_WORDS: Record<string, string[]> = {
  fr: wordsOf(`le la les un une des du et est sont je nous vous il elle ils pas ne que qui dans pour avec sur mon notre votre ce cette ça mais très plus
    c'est j'ai n'est l' d' j' qu' n' c' s' marche merci bonjour au aux ai avons être fait tout sans`),
  es: wordsOf(`el la los las un una y es son yo nosotros usted no que en por para con mi nuestro su pero muy más está esta este lo se del al
    gracias hola funciona cuando hay tiene sin todo siempre como`),
  it: wordsOf(`il lo la gli le un una e è l' d' dell' all' un' c' sono io noi non che di da per con mio nostro ma molto più questo questa del della nel alla
    grazie ciao funziona quando anche sempre`),
  pt: wordsOf(
    `o os as um uma e é são eu nós não que em por para com meu nosso mas muito mais está este esta do da no na obrigado olá quando`,
  ),
  ca: wordsOf(
    `el la els les un una i és són l' d' s' jo no que en per amb però molt més aquest aquesta del gràcies hola quan tot sense sempre`,
  ),
  ro: wordsOf(`și si este sunt eu noi nu ca că pe pentru cu din la dar foarte mai acest mulțumesc bună când tot fără`),
  nl: wordsOf(`de het een en is zijn ik wij jij u niet geen dat die van voor met op aan bij mijn onze maar heel meer deze dit ook naar wordt kan moet
    bedankt hallo werkt wanneer altijd er`),
  af: wordsOf(
    `die het 'n en is ek ons jy julle nie geen dat van vir met op by my maar baie meer hierdie ook na kan moet dankie wanneer altyd was hulle`,
  ),
  fy: wordsOf(
    `de it in en is ik wy jim net gjin dat fan foar mei op by myn mar tige mear dizze ek nei kin moat tank wannear altyd al jimme binne`,
  ),
  lb: wordsOf(`de d' s' den dat eng en ass sinn ech mir dir si net keng datt déi vun fir mat op un bei meng ären mä awer ganz méi dës och no ka muss
    merci moien wéini ëmmer schonn erëm nach huet hunn gëtt wéi hei zënter kéier geet sech eis wann gutt haut zäit ginn hat war hätt wier kënnt`),
  yi: wordsOf(`der di dos a un iz zaynt vil ken kent vos ver vu vider haynt nekhtn epes gor shikn farvos undz dir em zi iz zaynen ikh mir ir zey nisht nit keyn az vos fun far mit oyf bay mayn ayer ober zeyer mer oykh tsu ken muz
    dank sholem ven shtendik shoyn hot hob zent men vi zikh geven`),
  sv: wordsOf(
    `och är det att en ett som på för med av inte vi jag du den har till men mycket fungerar tack och när alltid kan`,
  ),
  da: wordsOf(`og er det at en et som på for med af ikke vi jeg du den har til men meget virker tak når altid kan til`),
  no: wordsOf(
    `og er det at en et som på for med av ikke vi jeg du den har til men mye virker takk når alltid kan eg ikkje ein eit frå dei`,
  ),
  is: wordsOf(`og er það að sem á fyrir með af ekki við ég þú hann hún hefur til en mjög takk þegar alltaf í um var`),
  pl: wordsOf(
    `i w z na do nie się jest są to że jak co mój nasz ale bardzo po za od dla tak działa proszę dziękuję kiedy zawsze przez`,
  ),
  cs: wordsOf(`a je se na v že to s z do jsou nebo ale jak nefunguje prosím děkuji když vždy není pro`),
  hr: wordsOf(`i je se na u da to s iz do su ili ali kako ne mi vas hvala molim kad nije za od`),
  hu: wordsOf(`a az és egy nem van hogy is de meg ez csak már nagyon mert ki be el volt köszönöm szia mikor mindig`),
  fi: wordsOf(`ja on ei että se oli mutta kun niin myös vain jos olen ovat hyvin paljon kiitos hei miksi aina`),
  et: wordsOf(`ja on ei et see oli aga kui ka ma te kas väga palju aitäh tere miks alati juba`),
  sq: wordsOf(`dhe është në një të për me nuk që nga por shumë më ky kjo faleminderit kur gjithmonë sa`),
  tr: wordsOf(`ve bir bu için ile değil çok ama çalışmıyor teşekkürler lütfen ne var yok daha gibi her`),
  ms: wordsOf(
    `dan yang di ke dari ini itu untuk dengan tidak saya kami ada sudah bisa sangat tapi terima kasih kenapa selalu nak tak boleh akan`,
  ),
  tl: wordsOf(`ang ng sa na ay at mga ko po hindi ako kami namin ninyo lang pero naman may wala salamat bakit lagi ba`),
  sw: wordsOf(`na ya wa kwa ni la katika hii hiyo si sana lakini pia hakuna asante habari kila je yangu yetu`),
  ga: wordsOf(
    `an na agus is tá bhí ní níl aon as ó faoi anseo go ar le do mo sé sí mé tú ach gach sin seo raibh maith agat agaibh leis ag`,
  ),
  cy: wordsOf(`y yr a ac yn mae oedd roedd i o ar am fy ei eich ni ddim ond bod diolch pam bob wedi dw`),
  so: wordsOf(`waa waxaa oo iyo ku ka u ma in ay uu aan lagu laakiin aad mahadsan wax mar way wuu ayaa ayaad ayay soo`),
  gl: wordsOf(
    `o a os as un unha e é son eu nós non que en por para con meu noso moi máis este esta do da no na grazas ola cando hai ten`,
  ),
  mt: wordsOf(
    `il-l tal ta fil mill il li u huwa hija ma mhux jien aħna biex għal kien kienet x'inhu grazzi ħafna meta imma kollox dan din kull`,
  ),
  eo: wordsOf(
    `la de kaj estas estis ne mi vi ili ĝi kiu ke en por kun sur sed pli tre tio dankon saluton kiam ĉiam al mia via ĉu tro jam nun`,
  ),
  ha: wordsOf(
    `da na ya ta ba ne ce a ina muna ku mai don wannan amma sosai zan za ba'a nagode gode kuma ka ki sun suna yau babu cikin wanda`,
  ),
  uz: wordsOf(
    `va bu bilan uchun emas men biz siz ham lekin juda bor yo'q rahmat qachon edi kerak har nega yana mening hech bir`,
  ),
  ceb: wordsOf(
    `ang sa nga og ug ni mga ko kami namo dili wala kaayo pero kung salamat nganong gyud na lang ra unsa naa inyong akong among`,
  ),
  'ru-Latn': wordsOf(
    `i v na ne chto kak ya mi my vy eto net da uzhe ochen spasibo kogda vse vsyo ot u menya mne no pochemu tak mozhno dlya bylo ili`,
  ),
  'el-Latn': wordsOf(
    `to ta o i kai den einai na me se sto stin apo gia ti mou sas poli efxaristo otan pali kalimera edo exo mia ena`,
  ),
  ht: wordsOf(`mwen nou pou nan ak yo pa gen li te ki anpil mèsi men fè tout lè poukisa chak yon ou`),
  mg: wordsOf(`ny sy tsy dia fa no aho ianao ireo misaotra izany amin'ny ve noho daholo rehefa`),
  mi: wordsOf(`te ngā he ki i ko kei kua me mō ka e o a au koe tēnei kāore engari katoa mai`),
  zu: wordsOf(`futhi kodwa yini noma uma nje ngi njalo ngoba kakhulu lapho ngesikhathi`),
  'hi-Latn': wordsOf(
    `hai ho hain ka ki ke ko se mein main nahi nahin aur kya bhi kar raha rahi tha thi mera meri mere aap aapka aapki bahut bohat koi jab kyun`,
  ),
  'ar-Latn': wordsOf(`ana el fi mesh mish men 3ala ya kol bas leh momken shokran mafish elly da di kan`),
  'zh-Latn': wordsOf(
    `wo ni ta de le bu shi hen zhe na ge dou you mei ma ne hao women nimen shenme weishenme danshi xie dao`,
  ),
  'ja-Latn': wordsOf(
    `wa wo ga no desu masu deshita mashita to ni kara kudasai arigatou gozaimashita gozaimasu kono sono naze mo ka`,
  ),
};

/** Language that the detector does not know → the one that it takes it for. */
export const TAKEN_FOR: Record<string, string> = {
  gl: 'pt',
  mt: 'it',
  eo: 'es',
  ha: 'en',
  uz: 'tr',
  ceb: 'tl',
  'ru-Latn': 'sl',
  'el-Latn': 'en',
  ht: 'en',
  mg: 'en',
  lb: 'de',
  yi: 'de',
  af: 'nl',
  fy: 'nl',
  ga: 'en',
  cy: 'en',
  so: 'en',
  mi: 'en',
  sw: 'en',
  zu: 'en',
  'hi-Latn': 'en',
  'ar-Latn': 'en',
  'zh-Latn': 'en',
  'ja-Latn': 'en',
};

/**
 * How people begin and end a message in English, German and Chinese, in lower case with umlauts folded and line breaks kept. A word that is not
 * listed is taken for a name only where punctuation says so: otherwise the printer or the invoice that a message is about would be one.
 */
const SALUTATIONS = [
  'hi|hello|hey|hiya|howdy|greetings|dear|good (?:morning|afternoon|evening|day)',
  'hallo|hi|hey|moin(?: moin)?|servus|gruess (?:gott|dich|euch)|gruezi|guten (?:tag|morgen|abend)|liebe[rs]?|werte[rs]?|sehr geehrte[rs]?',
].join('|');

const ADDRESSED = [
  'there|all|everyone|everybody|team|guys|folks|support|sir or madam|sir|madam|(?:dear )?customer (?:service|support|care)',
  'zusammen|leute|liebes team|ihr lieben|damen und herren|herr|frau|kundenservice|kundendienst',
].join('|');

const TITLES = '(?:mrs?|ms|mx|miss|mister|herrn?|frau|dr|prof|professor)\\.?';

const CLEAR_ENGLISH_CLOSINGS =
  '(?:with )?(?:best|kind|kindest|warm|warmest|many)(?: and (?:best|kind|warm))? (?:regards|wishes)(?: and best wishes)?|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)';
const ENGLISH_CLOSINGS = `${CLEAR_ENGLISH_CLOSINGS}|cheers|all the best`;
const CLEAR_GERMAN_CLOSINGS =
  'mit (?:den )?(?:freundlichen?|besten|lieben|herzlichen|sonnigen) gruess?en?|(?:viele|liebe|beste|schoene|herzliche|freundliche) gruess?e|gruss|gruesse|mfg';
/** Also names of firms. */
const AMBIGUOUS_GERMAN_CLOSINGS = 'lg|vg|bg';
const GERMAN_CLOSINGS = `${CLEAR_GERMAN_CLOSINGS}|${AMBIGUOUS_GERMAN_CLOSINGS}`;

const THANKS = [
  '(?:many )?thanks(?: again| a lot| so much| a million| in advance| very much)?(?: for (?:your|the) (?:help|time|support|answer|reply))?|thank you(?: again| so much| very much| in advance| kindly)?(?: for (?:your|the) (?:help|time|support|answer|reply))?|thx|tia',
  '(?:vielen|besten|herzlichen|tausend) dank(?: im voraus| vorab| schon mal)?|danke(?: schoen| sehr| im voraus| vorab| schon ?mal| euch| ihnen)?(?: fuer (?:ihre|eure|die) (?:hilfe|antwort|muehe|unterstuetzung))?',
  '(?:i |we )?(?:look|looking) forward to (?:your (?:(?:quick|prompt|swift|early|kind) )?(?:reply|response|answer|feedback|help|support)|hearing from you(?: soon| shortly)?)|(?:ich |wir )?freuen? (?:mich|uns) auf (?:ihre|eure|eine) (?:antwort|rueckmeldung)',
].join('|');

const SIGNS = '\\n,;:.!?~…，。！；：、～';
const SIGN = `[\\s${SIGNS}-]`;
const NAME = '\\p{L}{1,20}\\.?';
/** After punctuation or at the beginning of a line. */
const APART = `(?<=[${SIGNS}–—] ?| - )`;
/** A name after a closing, with the customary punctuation between them. */
const NAMES_APART = `(?: ?[${SIGNS}–—-]${SIGN}{0,3}(?:${NAME}[ \\n]?){0,3})?`;

/** At the beginning; several may follow one another. */
export const OPENINGS: readonly RegExp[] = [
  // Other punctuation also ends sentences: it ends a salutation only after a title or a listed word.
  new RegExp(`^(?:${SALUTATIONS})(?: (?:${ADDRESSED})| ${TITLES}){0,2}(?: ${NAME}){0,2}(?=[,\\n])`, 'u'),
  new RegExp(`^(?:${SALUTATIONS})(?: ${TITLES}){1,2} \\p{L}{1,20}(?=[${SIGNS}])`, 'u'),
  new RegExp(`^(?:${SALUTATIONS})(?: (?:${ADDRESSED})){1,3}(?!\\p{L})`, 'u'),
  new RegExp(`^(?:${SALUTATIONS})(?=[${SIGNS}-])`, 'u'),
  /^(?:尊敬的|亲爱的)\p{sc=Han}{1,8}(?=[\n,，:：!！])/u,
  /^(?:您好|你好|大家好|客服好|客服您好|客服你好|早上好|上午好|下午好|晚上好|亲爱的|亲们?(?=[\s,，~～!！]))/u,
];

/** At the end; several may follow one another. */
export const ENDINGS: readonly RegExp[] = [
  new RegExp(`${APART}(?:${ENGLISH_CLOSINGS}|${GERMAN_CLOSINGS})(?!\\p{L})${NAMES_APART}$`, 'u'),
  // In German no punctuation stands before the name.
  new RegExp(`(?<=[\\n.!?…。] ?)(?:${CLEAR_GERMAN_CLOSINGS})(?: \\p{L}{1,20}){1,2}$`, 'u'),
  new RegExp(`(?<=[\\n.!?…。] ?)(?:${AMBIGUOUS_GERMAN_CLOSINGS}) \\p{L}{1,20}$`, 'u'),
  new RegExp(`(?<=${SIGN})(?:${THANKS})$`, 'u'),
  /(?:非常感谢|万分感谢|谢谢|多谢|感谢|辛苦了?|麻烦了|拜托了?|此致[\s,，]{0,3}敬礼|祝好|顺祝商祺|盼复|望回复|期待您?的?(?:回复|答复))(?:大家|各位|您们?|你们?|了|啦|哦){0,2}$/u,
];

const NAMES = '(?: \\p{L}[\\p{L}.-]{0,20}){1,3}';
/** What may end a sentence that is nothing but form. */
const END = `[${SIGNS}\\s-]{0,4}$`;

/** A sentence that is a salutation and nothing else. */
export const SALUTATION = new RegExp(
  [
    `^(?:schoenen |einen )?(?:${SALUTATIONS})(?: (?:${ADDRESSED})| ${TITLES}(?:${NAMES})?){0,3}(?: [\\p{L}-]{1,20})?${END}`,
    `^(?:尊敬的|亲爱的|敬爱的)?\\p{sc=Han}{0,8}(?:[您你]好|大家好|早上好|上午好|下午好|晚上好)${END}`,
    `^(?:尊敬的|亲爱的|敬爱的)\\p{sc=Han}{1,8}${END}`,
  ].join('|'),
  'u',
);

/** A sentence of good wishes, before the matter or after it. */
export const WISH = new RegExp(
  [
    "^(?:i )?hope (?:you are|you're|all is|this (?:e?-?mail|message|note) finds you)(?: all| doing| keeping)? (?:well|good|fine)",
    '^(?:wishing you |have )(?:a |an )?(?:nice|good|great|lovely|wonderful|happy) (?:day|weekend|evening|week|one|new year|easter|christmas)',
    '^ich hoffe,? (?:es geht (?:ihnen|euch|dir) gut|ihnen geht es gut)',
    '^(?:ich wuensche (?:ihnen|euch|dir) |wuensche )?(?:noch )?(?:einen |ein |eine )?schoene[ns]? (?:tag|abend|woche|wochenende)(?: noch)?',
    '^(?:(?:frohe|schoene) (?:ostern|weihnachten|feiertage)|alles gute (?:zum|fuers) neue[ns]? jahr)',
    '^希望[您你]一切(?:都)?(?:好|顺利|安好)',
    '^(?!.{0,16}(?:倒闭|关门|完蛋))(?:祝|预祝|顺祝)(?:[您你]们?|贵(?:司|店|公司))?(?:\\p{sc=Han}|[,，、]){2,16}',
  ]
    .map(wish => `${wish}${END}`)
    .join('|'),
  'u',
);

/** A closing of letters: a signature follows. */
export const CLOSING = new RegExp(
  [
    `^(?:(?:${THANKS})(?:,| and| und) )?(?:${CLEAR_ENGLISH_CLOSINGS}|${CLEAR_GERMAN_CLOSINGS})(?:,?${NAMES})?${END}`,
    `^此致[\\s,，]{0,3}(?:敬礼)?${END}`,
    '^--$',
  ].join('|'),
  'u',
);

/** Closes a message where nothing but a name follows. */
export const THANKS_AND_CLOSING = new RegExp(
  [
    `^(?:${THANKS}|${ENGLISH_CLOSINGS}|${AMBIGUOUS_GERMAN_CLOSINGS})${END}`,
    '^best,?$',
    `^(?:非常感谢|万分感谢|谢谢|多谢|感谢|辛苦了?|麻烦了|拜托了?|祝好)(?:大家|各位|[您你]们?|了|啦|哦){0,2}${END}`,
  ].join('|'),
  'u',
);

/** A signature in a sentence of its own. */
export const SIGNED = new RegExp(
  [
    `^best,(?:${NAMES})?${END}`,
    `^(?:${AMBIGUOUS_GERMAN_CLOSINGS})(?:,? [\\p{L}-]{1,20})?${END}`,
    '^(?:sent from my |get outlook for |gesendet von meine|von meinem .{2,20} gesendet|发自我的|来自我的)',
  ].join('|'),
  'u',
);

export const POSTSCRIPT = /^(?:p\. ?s|ps|nb)\b[\s.:]/;

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡杜叶程苏魏吕丁沈姚卢姜崔钟谭陆汪范';

/** A name, or what someone is, and nothing else; in its own spelling. */
export const IS_NAME = new RegExp(
  `^(?:\\p{Lu}[\\p{L}.'-]{0,20}(?:(?: (?:of|for|and|von|de|der|zu|im))? \\p{Lu}[\\p{L}.'-]{0,20}){0,3}|[${SURNAMES}]\\p{sc=Han}{1,2})[,.。]?$`,
  'u',
);

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

const ENGLISH_CLOSINGS =
  '(?:with )?(?:best|kind|kindest|warm|warmest|many) (?:regards|wishes)|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cheers|all the best';
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

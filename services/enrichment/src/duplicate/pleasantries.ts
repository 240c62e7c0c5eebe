/**
 * How people begin and end a message in English, German and Chinese. They are matched in lower case with umlauts folded, lines apart.
 * Behind a greeting a name may stand when a sign or a line end follows; behind a closing to the end of the text.
 */
const SALUTATIONS = [
  'hi|hello|hey|hiya|howdy|greetings|dear|good (?:morning|afternoon|evening|day)',
  'hallo|hi|hey|moin(?: moin)?|servus|gruess (?:gott|dich|euch)|gruezi|guten (?:tag|morgen|abend)|liebe[rs]?|werte[rs]?|sehr geehrte[rs]?',
].join('|');

const ADDRESSED = [
  'there|all|everyone|everybody|team|guys|folks|support|sir or madam|sir|madam|(?:dear )?customer (?:service|support|care)',
  'zusammen|leute|liebes team|ihr lieben|damen und herren|herr|frau|kundenservice|kundendienst',
].join('|');

const CLOSINGS = [
  '(?:with )?(?:best|kind|kindest|warm|warmest|many) (?:regards|wishes)|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|cheers|all the best',
  'mit (?:den )?(?:freundlichen?|besten|lieben|herzlichen|sonnigen) gruess?en?|(?:viele|liebe|beste|schoene|herzliche|freundliche) gruess?e|gruss|gruesse|(?:lg|mfg|vg|bg)',
].join('|');

const THANKS = [
  '(?:many )?thanks(?: again| a lot| so much| a million| in advance| very much)?(?: for (?:your|the) (?:help|time|support|answer|reply))?|thank you(?: again| so much| very much| in advance| kindly)?(?: for (?:your|the) (?:help|time|support|answer|reply))?|thx|tia',
  '(?:vielen|besten|herzlichen|tausend) dank(?: im voraus| vorab| schon mal)?|danke(?: schoen| sehr| im voraus| vorab| schon ?mal| euch| ihnen)?(?: fuer (?:ihre|eure|die) (?:hilfe|antwort|muehe|unterstuetzung))?',
  '(?:i |we )?(?:look|looking) forward to (?:your|hearing from you)(?: \\p{L}{1,12}){0,2}|(?:ich |wir )?freuen? (?:mich|uns) auf (?:ihre|eure|eine) (?:antwort|rueckmeldung)',
].join('|');

const SIGN = '[\\s,;:.!?~…，。！；：、～-]';

/** At the beginning, again and again. */
export const OPENINGS: readonly RegExp[] = [
  new RegExp(`^(?:${SALUTATIONS}) (?:${ADDRESSED})(?: (?:${ADDRESSED}|\\p{L}{1,20}(?=[,!.:\\n]))){0,2}(?!\\p{L})`, 'u'),
  new RegExp(`^(?:${SALUTATIONS})(?: \\p{L}{1,20}\\.?){0,2}(?=${SIGN.replace('\\s', '\\n')})`, 'u'),
  /^(?:尊敬的|亲爱的)\p{sc=Han}{1,8}(?=[\s,，:：!！。])/u,
  /^(?:您好|你好|大家好|客服好|客服您好|客服你好|早上好|上午好|下午好|晚上好|亲爱的|亲们?(?=[\s,，~～!！]))/u,
];

/** At the end, again and again. */
export const ENDINGS: readonly RegExp[] = [
  new RegExp(`(?<=${SIGN})(?:${CLOSINGS})${SIGN}{0,4}(?:\\p{L}{1,20}\\.?[ \\n]?){0,3}$`, 'u'),
  new RegExp(`(?<=${SIGN})(?:${THANKS})$`, 'u'),
  /(?:非常感谢|万分感谢|谢谢|多谢|感谢|辛苦了?|麻烦了|拜托了?|此致[\s,，]{0,3}敬礼|祝好|顺祝商祺|盼复|望回复|期待您?的?(?:回复|答复))(?:大家|各位|您们?|你们?|了|啦|哦){0,2}$/u,
];

import { irony } from './irony.en.js';
import { either, inSentenceWithout, type RuleTable } from './rule.js';

const BROKEN =
  /\b(?:broken|broke|breaks|breaking|busted|defective|faulty|dead|damaged|cracked|out of order|malfunction\w{0,5}|died)\b/;
const ERROR =
  /\b(?:errors?|crash\w{0,3}|freez\w{1,3}|froze|frozen|hangs|jam(?:s|med|ming)?|stuck|leak\w{0,3}|smear\w{0,3}|smudg\w{1,3}|streak\w{0,2}|stripes|blank pages?|pages (?:\w{1,9} ){0,2}blank|(?:grey|gray|black|white|dark|vertical) (?:line|bar|stripe|spot)s?|bugs?|buggy|glitch\w{0,3}|fails|failed|failing|failure|offline|disconnect\w{0,3}|time[sd]? ?out|blurry|faded|garbled|corrupt\w{0,2}|overheat\w{0,3}|unreadable|squeak\w{0,3}|grinding|crumpl\w{1,3}|wrinkl\w{1,3}|curls|misaligned|crooked|skewed|off[- ]cent(?:re|er)|(?:access|permission) denied|not (?:found|reachable)|unreachable|stops (?:after|at|halfway|in the middle))\b/;

const TROUBLE = /\b(?:problems?|issues?|trouble|fault)\b/;

const MENDED =
  /fixed|sealed(?! (?:bag|box|carton|jar|pack))|(?<!(?:cache|cart|cookies|data|history) )cleared(?! (?:\w{2,8} ){0,2}(?:ca(?:che|rt)|cookies|customs|data|history))|sorted(?! (?:alphabetically|by|into))|repaired|mended|solved|resolved|cured|patched|unblocked/;

/** Asks for a repair, waits for it, doubts it, or came to it oneself. */
const NOT_OVER =
  /\b(?:not|never|nobody|no one|no \w{4,8} (?:is|are|was|were|has|have)|nothing|still|again|twice|but|yet|until|whenever|back|please|should|could|can|would|will|need|needs|want|get|getting|ha(?:s|ve|d) to|be|being|supposed|promised|claim\w{0,3}|said|says|paid|after|weeks|months|myself|ourselves|only|instead|wrong|if|unless|when)\b|n't|\?/;

/** There ever since something else was repaired. */
const sinceMended = ({ source: fault }: RegExp): RegExp =>
  new RegExp(
    `(?:${fault}).{0,80}\\b(?:once|as soon as|since|(?:every|each) time|the moment|although|though|despite) (?:(?!and )[\\w']{1,14} ){1,6}(?:${MENDED.source})\\b`,
  );

/** A fault that is told to be over, and none that is named after it. */
const isMended = (fault: RegExp): RegExp =>
  inSentenceWithout(
    either(NOT_OVER, sinceMended(fault)),
    new RegExp(
      `(?<!\\b(?:an?|as|the|this|that|your|my|our|newly) )\\b(?:${MENDED.source})\\b` +
        `(?: (?:(?:an?|all|both|her|his|my|our|that|the|their|this|your) )?(?:(?:in|of|on|with) (?:an?|my|our|the) |(?!(?:an?|and|are|but|he|i|is|it|my|now|our|she|so|the|then|they|was|we|you|your) )[\\w'-]{1,14} ){0,4}(?:${fault.source}))?` +
        `(?!.{0,200}(?:${fault.source}))`,
    ),
  );

/** Faults, neglect, and repeated attempts. */
export const problems: RuleTable = {
  broken: {
    when: BROKEN,
    unless: either(
      isMended(BROKEN),
      /\bnothing (?:\w{2,8} ){0,2}(?:broken?|damaged|cracked)|never (?:breaks|broke|broken)/,
      /(?:n't|not|hasn't|never) (?:been |yet )?(?:broken|broke|damaged|died|cracked)/,
      // Other senses of the words.
      /\bbr(?:oke|eak\w{0,3}) (?:the (?:ice|bank)|their backs)\b|dead (?:easy|simple|quiet|on|right|straight)/,
      /deadline|(?:coffee|tea|lunch|school|city|weekend|toilet|smoking|short) breaks|breaking news/,
      /record[- ]breaking/,
    ),
    confidence: 0.85,
  },
  'not-working': {
    when: either(
      /(?:\b(?:not|never|wont|cant|cannot|couldnt|cudnt|doesnt|dosnt|didnt|hasnt|havent|isnt|arent|stopped|stops|no longer|refuses to|unable to|fails? to|failed to)|n't)(?: \w{1,15}){0,2} (?:work|print|scan|cop|connect|send|load|open|start|respon|turn|recogni[sz]e|find|pull|feed|charge|fit|arrive|show|log|save|sync|switch|boot|accept|read|reach|land|appear|staple|close|go through|gone (?:in|out|through)|come out|get)(?:s|ing|ed|y|d)?\b/,
      /\b(?:none|nobody|no one|neither) (?:of (?:us|them|you) |here )?can (?!complain|beat|say|wait)/,
    ),
    unless: either(
      // Praise.
      /n't (?:work|be|have worked) (?:better|without)|couldn't (?:be|have|ask)|not only/,
      /can't (?:live|work) without|(?:n't|not) (?:\w{2,8} )?find (?:a |any |much )?fault/,
      // Nothing is needed, or asked.
      /don't (?:need|have|want) to|(?:did not|didn't|do not) (?:need|have) to|why not/,
      /not (?:yet )?(?:started|opened)|n't get (?:any )?better|if it (?:does not|doesn't)/,
    ),
    confidence: 0.8,
  },
  'no-option': {
    when: /\b(?:no|not any|isn't any|isn't an|aren't any) (?:option|setting|way|possibility|support|button|place|seat)s? (?:to|for)\b/,
    unless: /no way (?:back|i'd|i would|around)|in no way|no way to (?:treat|talk)/,
    confidence: 0.8,
  },
  error: {
    when: ERROR,
    unless: either(
      isMended(ERROR),
      // There is none.
      /(?:\b(?:no|without|zero|never|any|not a single|not one|fewer|less)|n't) (?:\w{1,12} )?(?:errors?|crash|jam|bugs?|glitch|smear|streak|smudg|leak|stuck|failure)/,
      /never (?:crash|jam|fail|leak)/,
      /never (?:had|seen|have|got) (?:\w{1,12} ){0,2}(?:error|crash|jam|bug|glitch|leak|failure)/,
      // Other senses of the words.
      /frozen (?:food|goods|peas|vegetables|pizza|berries|meals?|fish|fruit|yogh?urt|section|aisle)/,
      /(?:home-?made|strawberry|raspberry|apricot|plum|cherry|fig|orange|fresh|and|of) jams?\b/,
      /(?:blue|red|green|pink|navy|yellow|colou?red) stripes/,
      /(?:line|stripe|streak|noise|error)s? (?:is |are )?(?:all )?gone|trial and error/,
      // One’s own.
      /\bmy (?:own )?error\b(?! (?:code|log|message|report))|error (?:on my part|was mine)/,
      /\b(?:i|we) (?:got|was|were) stuck in traffic\b/,
      // Offline on purpose.
      /(?:works?|worked|working|use|used|available|read|play|view|viewed|listen|edit|pay|saved?) (?:it |them |this )?offline/,
      /offline (?:access|functionality|maps?|mode|option|reading|support|use|version|viewing)/,
    ),
    confidence: 0.75,
  },
  trouble: {
    when: TROUBLE,
    unless: either(
      isMended(TROUBLE),
      /(?:\b(?:no(?! end\b)|any|without|zero|never|not a single)|n't) (?:\w{1,12} ){0,2}(?:problems?|issues?|trouble|fault)(?! (?:is|are|was|were|has|have|had) (?:ever |been ){0,2}(?:solved|fixed|sorted|resolved))/,
      /problem[- ]free/,
      // Trouble that was taken, and one’s own fault.
      /(?:went|going|go) to (?:\w{1,8} ){0,3}trouble|trouble (?:he|she|they|you) (?:went|go) to/,
      /my (?:own )?fault\b(?! report)/,
      // Found nowhere.
      /\b(?:can't|cannot|couldn't|could not|can not|hard to) (?:really )?(?:fault|find (?:a |any )?fault)\b/,
      // Of a magazine.
      /(?:latest|new|next) issue (?:of|arrived|came)\b/,
    ),
    confidence: 0.65,
  },
  keeps: {
    when: /\bkeeps? (?:on )?\w{2,15}ing\b/,
    unless: either(
      /keeps? (?:on )?(?:(?:every|any|some|no)thing|getting (?:better|faster|easier|quicker|smoother|nicer|cleaner)|improving|working|(?:running|going)(?=[.,!;]|$| (?:and (?:going|running)|year|like|strong|smooth|without|well)\b)(?! and never)|printing and printing|amazing|surprising|smiling|giving|bringing (?:me|us) back|asking (?:when|for more))/,
      /\b(?:i|we) keep (?:coming|going) back\b/,
    ),
    confidence: 0.7,
  },
  neglect: {
    when: either(
      // Nobody is there.
      /\b(?:no one|nobody|noone) (?:answer|call|came|comes|respond|repl|show|pick|knows|cares)\w{0,4}\b/,
      /\b(?:nobody|noone|no one|not a soul) (?:was |is )?(?:at|on|behind|manning) (?:the |your |either )?(?:\w{1,12} )?(?:desk|reception|counter|tills?|checkout|phones?|line|bar|gate|barrier)\b/,
      // It takes long to be served.
      /\btook (?:me |us )?(?:\w{1,8} ){0,3}(?:[2-9]\d minutes|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[- ]five)? minutes|hours?|days|weeks) (?:to|before|until) (?:\w{1,9} ){0,2}(?:(?:get|got) (?:through|hold|served|seated|an? (?:answer|reply))|reach|speak|spoke|talk|talked|be (?:served|seated)|answered?|repl(?:y|ied))\b/,
      // Out of service.
      /\b(?:is|are|was|were|been) down (?:again|all (?:day|night|week|evening|morning|weekend)|(?:the (?:whole|entire)|most of the|half the) (?:time|day|night|week|weekend|month|morning|afternoon|evening|stay|trip|journey|flight|season|summer|winter)|since|every)\b/,
      // Nothing comes.
      /\bnever (?:arrived|came|called|answered|replied|showed|got (?:a|an|any|my))\b/,
      /\bstill (?:waiting|no |not |nothing|haven't|broken)/,
      /\bwaiting (?:for )?(?:\d{1,3}|two|three|four|five|six|weeks|days|hours|since|over)\b/,
      /\bno (?:answer|reply|response|reaction)\b/,
      // Left undone.
      /\bwithout (?:fixing|repairing|solving|telling|calling)\b/,
      // It takes long.
      /\b(?:had to wait|have to wait|waited) (?:\w{1,10} ){0,3}(?:hours|days|weeks|months)\b/,
      /\btakes? (?:\w{1,10} ){0,2}(?:minutes|hours|days|weeks) (?:to|until|before|for)\b|\blogs? (?:me|us) out\b/,
    ),
    unless: either(
      /still no (?:problem|issue|complaint|fault|error)|could (?:have been|be) |still not (?:a|one) /,
      // It takes little.
      /takes? (?:only|just|barely|less than|under|no more than|about) /,
      /takes? (?:[1-9]|10|an?|a few|one|two|three|four|five|ten) minutes? to (?:install|open an account|order|register|set (?:it )?up|sign up|walk)\b/,
      // Other senses of down.
      /(?:prices?|rates?|fees?|costs?|bills?|waiting times?) (?:is|are|was|were|have been) down/,
      /\bi (?:am|was|had been|have been) down\b/,
      /\bdown (?:\w{1,9} ){1,4}(?:with|because of|due to) (?:an? |the |my )?(?:covid|fever|flu|illness|migraine|virus)\b/,
    ),
    confidence: 0.75,
  },
  wrong: {
    when: either(
      /\bwrong (?:toner|part|invoice|size|driver|one|model|address|colou?r|cartridge|bill|amount)\b/,
      /\b(?:is|are|was|were|went|goes|got|gone) (?:missing|lost)\b|\b(?:disappear|vanish)\w{0,3}\b/,
      /\b(?:run|ran|running|clean|always) out of (?:toner|paper|ink|staples)\b/,
      /^out of (?:toner|paper|ink|staples)\b|\bbilled (?:twice|double)|\bovercharged\b/,
      /^(?:the|my|our|your|this|one|both|all) (?:[\w'-]{2,14} ){1,4}(?:(?:is|are|was|were|came|arrived) (?:still |all |so |a bit |totally |just |again )?(?:wrong|filthy|dirty|grubby|mouldy|musty|damp(?!-)|stale|soggy|overcooked|undercooked|bent|torn|ripped|scratched|dented|blocked|\w{3,9} (?:minutes|hours|days|weeks) late)|(?:is|was) off again|(?:drips|rattles|wobbles|flickers|stinks|stank|reeks|smelt|creaks|sags))\b/,
    ),
    unless: either(
      // One’s own mistake, that did no harm.
      /\b(?:i|we)(?:'d| had)? (?:accidentally )?(?:booked|bought|entered|gave|ordered|picked|typed) (?:you |them )?the wrong\b(?!.{0,100}(?:\b(?:not|never|no|but|refus\w{0,3}|charged?|pay|until)\b|n't))/,
      // What was brought to be mended, or is good to be rid of.
      /\bso (?:i|we) (?:took|brought|bought|had)\b|\b(?:pain|smell|stains?|stress) (?:(?!never|not)\w{2,12} ){0,2}(?:disappear|vanish)/,
    ),
    confidence: 0.75,
  },
  poor: {
    when: either(
      /\b(?:terrible|awful|horrible|useless|unusable|unacceptable|unreliable|a joke|a nightmare|rubbish|garbage|worst)\b|\b(?:too|so|way too|far too|really|very|extremely) (?:slow|loud|noisy|expensive|complicated|heavy|flimsy|small|bad|poor)\b/,
      /(?:\b(?:not|never)|n't) (?:at all |really |very |too |that )?(?:satisfied|happy|pleased|impressed) (?:with|about|by)\b|\b(?:unhappy|dissatisfied|unimpressed|displeased|disappointed) (?:with|about|by|in)\b/,
    ),
    unless: either(
      /(?:\b(?:not|isn't|never|nothing|wasn't)|n't) (?:\w{1,10} )?(?:too|so|very|terrible|awful|bad|unusable)/,
      /would be (?:terrible|awful)|than the worst|(?:not|n't|never|nobody) (?:be |been |was |were )?(?:unhappy|dissatisfied|disappointed)|\b(?:if|should) (?:you|they|anyone|a customer)\b/,
      // What somebody made up for.
      /(?:(?:awful|horrible|terrible) (?:day|week|weather)|weather was (?:\w{2,8} )?(?:awful|horrible|terrible))\b.{0,60}\b(?:made up for|turned it a?round|cheered)\b/,
    ),
    confidence: 0.65,
  },
  ...irony,
  'again-and-again': {
    when: either(
      /\b(?:third|fourth|fifth|sixth|3rd|4th|5th|6th|second|2nd) (?:time|call|technician|visit|repair|attempt|ticket|email|replacement)\b/,
      /\b(?:called|phoned|emailed|wrote|written|tried|asked|contacted|repaired|replaced|reported)\b.{0,30}\b(?:twice|(?:three|four|five|six|several|many|\d{1,2}) times)\b/,
      /\bagain and again\b|\byet again\b|\bonce again\b/,
    ),
    unless: /second time (?:we|i) (?:buy|bought|order)|thank|again and again .{0,20}(?:love|great|happy)/,
    confidence: 0.6,
    rationale: 'repeated attempt',
  },
};

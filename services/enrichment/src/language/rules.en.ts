import { AS_IT_IS } from './as-it-is.js';
import { churn } from './churn.en.js';
import { requests } from './requests.en.js';
import { either, rules } from './rule.js';

const BROKEN =
  /\b(?:broken|broke|breaks|breaking|busted|defective|faulty|dead|damaged|cracked|out of order|malfunction\w{0,5}|died)\b/;
const ERROR =
  /\b(?:errors?|crash\w{0,3}|freez\w{1,3}|froze|frozen|hangs|jam(?:s|med|ming)?|stuck|leak\w{0,3}|smear\w{0,3}|smudg\w{1,3}|streak\w{0,2}|stripes|blank pages?|pages (?:\w{1,9} ){0,2}blank|(?:grey|gray|black|white|dark|vertical) (?:line|bar|stripe|spot)s?|bugs?|buggy|glitch\w{0,3}|fails|failed|failing|failure|offline|disconnect\w{0,3}|time[sd]? ?out|blurry|faded|garbled|corrupt\w{0,2}|overheat\w{0,3}|unreadable|squeak\w{0,3}|grinding|crumpl\w{1,3}|wrinkl\w{1,3}|curls|misaligned|crooked|skewed|off[- ]cent(?:re|er)|(?:access|permission) denied|not (?:found|reachable)|unreachable|stops (?:after|at|halfway|in the middle))\b/;

const TROUBLE = /\b(?:problems?|issues?|trouble|fault)\b/;

/** What it is good to be rid of. */
const SAVING =
  /\b(?:block|ban|clos|cut|remov|scrap|shut)\w{0,4} (?:\w{2,10} ){0,2}(?:bugs?|fees|gaps?|loopholes?|paperwork|prices?(?! tag)|queues?|spam|traffic|waste(?! bin))\b/;

const MENDED =
  'fixed|sealed(?! (?:bag|box|carton|jar|pack))|(?<!(?:cache|cart|cookies|data|history) )cleared(?! (?:\\w{2,8} ){0,2}(?:ca(?:che|rt)|cookies|customs|data|history))|sorted(?! (?:alphabetically|by|into))|repaired|mended|solved|resolved|cured|patched|unblocked';

/** Told of a fault that is no more; who asks for it, waits for it or doubts it tells of one that is there, and so does who names one later. */
const isMended = ({ source: fault }: RegExp): RegExp =>
  new RegExp(
    `^(?!.{0,200}(?:\\b(?:not|never|nobody|no one|no \\w{4,8} (?:is|are|was|were|has|have)|nothing|still|again|twice|but|yet|until|whenever|back|please|should|could|can|would|will|need|needs|want|get|getting|ha(?:s|ve|d) to|be|being|supposed|promised|claim\\w{0,3}|said|says|paid|after|weeks|months|myself|ourselves|only|instead|wrong|if|unless|when)\\b|n't|\\?|(?:${fault}).{0,80}\\b(?:once|as soon as|since|(?:every|each) time|the moment|although|though|despite) (?:(?!and )[\\w']{1,14} ){1,6}(?:${MENDED})\\b))` +
      `.{0,200}(?<!\\b(?:an?|as|the|this|that|your|my|our|newly) )\\b(?:${MENDED})\\b(?: (?:(?:an?|all|both|her|his|my|our|that|the|their|this|your) )?(?:(?:in|of|on|with) (?:an?|my|our|the) |(?!(?:an?|and|are|but|he|i|is|it|my|now|our|she|so|the|then|they|was|we|you|your) )[\\w'-]{1,14} ){0,4}(?:${fault}))?(?!.{0,200}(?:${fault}))`,
  );

export const english = rules('en', {
  REQUEST: requests,
  PROBLEM: {
    broken: {
      when: BROKEN,
      unless: either(
        isMended(BROKEN),
        /\bnothing (?:\w{2,8} ){0,2}(?:broken?|damaged|cracked)|never (?:breaks|broke|broken)|(?:n't|not|hasn't|never) (?:been |yet )?(?:broken|broke|damaged|died|cracked)|\bbr(?:oke|eak\w{0,3}) (?:the (?:ice|bank)|their backs)\b|dead (?:easy|simple|quiet|on|right|straight)|deadline|(?:coffee|tea|lunch|school|city|weekend|toilet|smoking|short) breaks|breaking news|record[- ]breaking/,
      ),
      confidence: 0.85,
    },
    'not-working': {
      when: /(?:\b(?:not|never|wont|cant|cannot|doesnt|dosnt|didnt|isnt|arent|stopped|stops|no longer|refuses to|unable to|fails? to|failed to)|n't)(?: \w{1,15}){0,2} (?:work|print|scan|cop|connect|send|load|open|start|respon|turn|recogni[sz]e|find|pull|feed|charge|fit|arrive|show|log|save|sync|switch|boot|accept|read|reach|land|appear|staple|close|go through|come out|get)(?:s|ing|ed|y|d)?\b|\b(?:none|nobody|no one|neither) (?:of (?:us|them|you) |here )?can (?!complain|beat|say|wait)/,
      unless:
        /n't (?:work|be|have worked) (?:better|without)|couldn't (?:be|have|ask)|not only|can't (?:live|work) without|don't (?:need|have|want) to|(?:did not|didn't|do not) (?:need|have) to|why not|not (?:yet )?(?:started|opened)|n't get (?:any )?better|if it (?:does not|doesn't)/,
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
        /\b(?:no|without|zero|never|any|not a single|n't|not one|fewer|less) (?:\w{1,12} )?(?:errors?|crash|jam|bugs?|glitch|smear|streak|smudg|leak|stuck|failure)|never (?:crash|jam|fail|leak)|never (?:had|seen|have|got) (?:\w{1,12} ){0,2}(?:error|crash|jam|bug|glitch|leak|failure)|frozen (?:food|goods|peas|vegetables|pizza|berries|meals?|fish|fruit|yogh?urt|section|aisle)|(?:home-?made|strawberry|raspberry|apricot|plum|cherry|fig|orange|fresh|and|of) jams?\b|(?:blue|red|green|pink|navy|yellow|colou?red) stripes|(?:line|stripe|streak|noise|error)s? (?:is |are )?(?:all )?gone|trial and error|\bmy (?:own )?error\b(?! (?:code|log|message|report))|error (?:on my part|was mine)|\b(?:i|we) (?:got|was|were) stuck in traffic\b|(?:works?|worked|working|use|used|available|read|play|view|viewed|listen|edit|pay|saved?) (?:it |them |this )?offline|offline (?:access|functionality|maps?|mode|option|reading|support|use|version|viewing)/,
      ),
      confidence: 0.75,
    },
    trouble: {
      when: TROUBLE,
      unless: either(
        isMended(TROUBLE),
        /\b(?:no(?! end\b)|any|without|zero|never|n't|not a single) (?:\w{1,12} ){0,2}(?:problems?|issues?|trouble|fault)(?! (?:is|are|was|were|has|have|had) (?:ever |been ){0,2}(?:solved|fixed|sorted|resolved))|problem[- ]free|(?:went|going|go) to (?:\w{1,8} ){0,3}trouble|trouble (?:he|she|they|you) (?:went|go) to|my (?:own )?fault\b(?! report)|(?:latest|new|next) issue (?:of|arrived|came)\b/,
      ),
      confidence: 0.65,
    },
    keeps: {
      when: /\bkeeps? (?:on )?\w{2,15}ing\b/,
      unless:
        /keeps? (?:on )?(?:(?:every|any|some|no)thing|getting (?:better|faster|easier|quicker|smoother|nicer|cleaner)|improving|working|(?:running|going)(?=[.,!;]|$| (?:and (?:going|running)|year|like|strong|smooth|without|well)\b)(?! and never)|printing and printing|amazing|surprising|smiling|giving|bringing (?:me|us) back|asking (?:when|for more))|\b(?:i|we) keep (?:coming|going) back\b/,
      confidence: 0.7,
    },
    neglect: {
      when: /\b(?:no one|nobody|noone) (?:answer|call|came|comes|respond|repl|show|pick|knows|cares)\w{0,4}\b|\b(?:nobody|noone|no one|not a soul) (?:was |is )?(?:at|on|behind|manning) (?:the |your |either )?(?:\w{1,12} )?(?:desk|reception|counter|tills?|checkout|phones?|line|bar|gate|barrier)\b|\btook (?:me |us )?(?:\w{1,8} ){0,3}(?:[2-9]\d minutes|(?:twenty|thirty|forty|fifty|sixty|ninety)(?:[- ]five)? minutes|hours?|days|weeks) (?:to|before|until) (?:\w{1,9} ){0,2}(?:(?:get|got) (?:through|hold|served|seated|an? (?:answer|reply))|reach|speak|spoke|talk|talked|be (?:served|seated)|answered?|repl(?:y|ied))\b|\b(?:is|are|was|were|been) down (?:again|all (?:day|night|week|evening|morning|weekend)|(?:the (?:whole|entire)|most of the|half the) (?:time|day|night|week|weekend|month|morning|afternoon|evening|stay|trip|journey|flight|season|summer|winter)|since|every)\b|\bnever (?:arrived|came|called|answered|replied|showed|got (?:a|an|any|my))\b|\bstill (?:waiting|no |not |nothing|haven't|broken)|\bwaiting (?:for )?(?:\d{1,3}|two|three|four|five|six|weeks|days|hours|since|over)\b|\bno (?:answer|reply|response|reaction)\b|\bwithout (?:fixing|repairing|solving|telling|calling)\b|\b(?:had to wait|have to wait|waited) (?:\w{1,10} ){0,3}(?:hours|days|weeks|months)\b|\btakes? (?:\w{1,10} ){0,2}(?:minutes|hours|days|weeks) (?:to|until|before|for)\b|\blogs? (?:me|us) out\b/,
      unless:
        /still no (?:problem|issue|complaint|fault|error)|could (?:have been|be) |still not (?:a|one) |takes? (?:only|just|barely|less than|under|no more than|about) |takes? (?:[1-9]|10|an?|a few|one|two|three|four|five|ten) minutes? to (?:install|open an account|order|register|set (?:it )?up|sign up|walk)\b|(?:prices?|rates?|fees?|costs?|bills?|waiting times?) (?:is|are|was|were|have been) down|\bi (?:am|was|had been|have been) down\b|\bdown (?:\w{1,9} ){1,4}(?:with|because of|due to) (?:an? |the |my )?(?:covid|fever|flu|illness|migraine|virus)\b/,
      confidence: 0.75,
    },
    wrong: {
      when: /\bwrong (?:toner|part|invoice|size|driver|one|model|address|colou?r|cartridge|bill|amount)\b|\b(?:is|are|was|were|went|goes|got|gone) (?:missing|lost)\b|\b(?:disappear|vanish)\w{0,3}\b|\b(?:run|ran|running|clean|always) out of (?:toner|paper|ink|staples)\b|^out of (?:toner|paper|ink|staples)\b|\bbilled (?:twice|double)|\bovercharged\b/,
      unless:
        /\b(?:i|we)(?:'d| had)? (?:accidentally )?(?:booked|bought|entered|gave|ordered|picked|typed) (?:you |them )?the wrong\b(?!.{0,100}(?:\b(?:not|never|no|but|refus\w{0,3}|charged?|pay|until)\b|n't))|\b(?:pain|smell|stains?|stress) (?:(?!never|not)\w{2,12} ){0,2}(?:disappear|vanish)/,
      confidence: 0.75,
    },
    poor: {
      when: /\b(?:terrible|awful|horrible|useless|unusable|unacceptable|unreliable|a joke|a nightmare|rubbish|garbage|worst)\b|\b(?:too|so|way too|far too|really|very|extremely) (?:slow|loud|noisy|expensive|complicated|heavy|flimsy|small|bad|poor)\b/,
      unless:
        /\b(?:not|isn't|never|nothing|wasn't|n't) (?:\w{1,10} )?(?:too|so|very|terrible|awful|bad|unusable)|would be (?:terrible|awful)|than the worst|(?:(?:awful|horrible|terrible) (?:day|week|weather)|weather was (?:\w{2,8} )?(?:awful|horrible|terrible))\b.{0,60}\b(?:made up for|turned it a?round|cheered)\b/,
      confidence: 0.65,
    },
    irony: {
      when: /\b(?:great|brilliant|genius|clever|nice|lovely|smart|wonderful|good) (?:idea|move|plan|thinking|timing|decision)(?: of (?:you|them|yours|theirs))?,? (?:to )?(?:clos(?:e|ing)|shut|shutting|remov|cut|scrap|cancel|charg|hid(?:e|ing)|lock|block|ban|doubl|(?:switch|turn|tak)\w{1,3} (?:off|away|out|down))\w{0,6}\b.{0,40}\b(?:only|(?:last|half|both|all)(?: of)?(?: the| your)? (?:branch|bus|counter|day|door|entrance|ferry|lane|lift|night|station|till|toilet|train|tram|week)(?:e?s)?|middle|weekend|(?:satur|sun|holi)days?|(?:rush|busiest) hour|busiest|winter|summer|snow|frost|rain)\b|^(?:so )?who needs (?:\w{2,14} ){1,3}(?:anyway|when (?:you|the))\b/,
      unless: SAVING,
      confidence: 0.65,
    },
    'again-and-again': {
      when: /\b(?:third|fourth|fifth|sixth|3rd|4th|5th|6th|second|2nd) (?:time|call|technician|visit|repair|attempt|ticket|email|replacement)\b|\b(?:called|phoned|emailed|wrote|written|tried|asked|contacted|repaired|replaced|reported)\b.{0,30}\b(?:twice|(?:three|four|five|six|several|many|\d{1,2}) times)\b|\bagain and again\b|\byet again\b|\bonce again\b/,
      unless: /second time (?:we|i) (?:buy|bought|order)|thank|again and again .{0,20}(?:love|great|happy)/,
      confidence: 0.6,
      rationale: 'repeated attempt',
    },
  },
  EXPECTATION: {
    expect: {
      when: /\b(?:i|we|i'd|we'd|he|she|they|customers?|client|one|anyone|people) (?:do |would |really |all |at least )?expects?\b|\bexpect (?:that|you|it|a|an|the|to|at least|better|more)\b|\bexpectation is\b/,
      unless:
        /than (?:i|we|one) (?:would |could )?expect|as (?:i|we) expect|n't expect|not expect|expect(?:ing)? (?:to (?:arrive|be (?:there|back|away|home|in)|come|leave|stay|return|reach|land|move|check)|guests|visitors|company|a (?:baby|parcel|delivery))/,
      confidence: 0.8,
    },
    'expect-of-you': {
      when: /\b(?:i|we) (?:do |really |would |still )?expect (?:an?|you|your|that you|the|better|more)\b/,
      unless: /than (?:i|we) expect|as (?:i|we) expect/,
      confidence: 0.8,
    },
    norm: {
      when: /\b(?:should|must|ought to) (?:at least |simply |just |not |never |always )?(?:be able|last|come|work|print|scan|include|be included|be possible|be standard|be (?:easy|simple|normal|obvious)|have|not|show|tell|remember)\b|\bis(?:n't| not) too much to ask|\bgoes without saying|\bthe least you\b/,
      unless:
        /should (?:be fine|work now|be working)|(?:you|i|we) (?:have|must|should) (?:to )?(?:not )?(?:have|print|scan|show|tell|remember|work|come)\b|(?:^|\b(?:an?|absolute|definite|real|total|true) )must[ -]have|must have (?:apps?|been|for|in|item|tool)\b|must have(?:$|[!.])/,
      confidence: 0.7,
    },
    'should-last': {
      when: /\b(?:in this (?:class|price range)|(?:of|at|for) (?:this|that) (?:price|money|size)|for (?:\w{2,10} ){1,2}(?:pounds|dollars|euros))\b.{0,30}\bshould\b|\bshould (?:at least |really |surely )?(?:last|survive)\b/,
      unless: /you should|recipe book/,
      confidence: 0.8,
    },
    unmet: {
      when: /\b(?:was|were|been) (?:promised|told|assured|supposed)\b|\bsupposed to\b|\b(?:i|we)(?:'d| had)? expected\b|\bpromised (?:me|us|a|to|that)\b|\bas (?:promised|advertised)\b|\bnot (?:what|as) (?:i|we|was) |\b(?:for|at) (?:this|that) (?:price|money)\b|\bthought (?:it|this) would\b|\bthis is how you (?:repay|reward|thank|treat)\b|\bwhat (?:\w{1,8} ){0,2}(?:years|loyalty)(?: of \w{1,12})? (?:gets?|buys?|earns?|(?:is|are) worth)\b/,
      unless:
        /(?:better|more|faster|easier|quicker|quieter) than|exactly as|just as (?:promised|advertised|expected)|(?:works|came|arrived|delivered|runs) as (?:promised|advertised|expected)|great|unbeatable|can't (?:beat|complain)/,
      confidence: 0.65,
      rationale: 'unmet expectation',
    },
    comparison: {
      when: /\b(?:my|our|the) (?:old|previous|last|former) (?:\w{1,15} )?(?:printer|copier|scanner|machine|device|model|one|version|supplier|unit)\b.{0,40}\b(?:could|did|had|was|were|never|just|worked|always|lasted)\b|\bused to (?:be|work|have|print|last|get)\b|\b(?:other|cheaper) (?:brands|vendors|printers|machines|companies|suppliers)\b.{0,30}\b(?:can|do|have|offer|manage)\b|\beven (?:a|the|my|our) (?:cheap|old|home)\w{0,3}\b/,
      unless:
        /(?:better|faster|quieter|easier) than (?:my|our|the) (?:old|previous|last)|used to be (?:\w{2,8} )?(?:awful|bad|dirty|horrible|slow|terrible|worse)\b|old (?:\w{1,15} )?(?:broke|died|was (?:broken|slow|loud|worse|terrible|bad))/,
      confidence: 0.6,
      rationale: 'comparison',
    },
  },
  CHURN_RISK: churn,
  QUESTION: {
    mark: {
      when: /\?/,
      unless:
        /\b(?:can|could|would|will) (?:you|u|someone|somebody) (?!tell|explain)|\bwhy (?:can't|don't|doesn't|isn't|is there no|on earth|not)|would it (?:kill|hurt)|^(?:so )?who needs (?:\w{2,14} ){1,3}anyway|seriously\?|really\?|kidding|who (?:designed|came up|thought)|right\?|hello\?|\?!|!\?/,
      confidence: 0.8,
    },
    word: {
      when: /^(?:(?:hi|hello|hey|so|and|but),? )?(?:how (?:do|can|does|long|much|many|often)|what (?:is|are|does|kind)|where (?:is|are|can|do)|when (?:will|is|does|can)|which (?:\w{1,15}) (?:is|are|do|does|fits?)|who (?:is|do|can)|does (?:the|it|this|your|anyone)|is it possible|do you (?:have|offer|sell|know|also))\b/,
      unless: /!$|who do you think/,
      confidence: 0.6,
    },
  },
  PRAISE: {
    praise: {
      when: /\b(?:great|excellent|fantastic|amazing|awesome|perfect\w{0,2}|wonderful|brilliant|superb|outstanding|love[sd]?|loving|impressed|delighted|thrilled|happy with|happy|pleased|satisfied|flawless\w{0,2}|reliable|top notch|well done|good job|thumbs up|like a charm|best|kudos|lovely|splendid|workhorse|friendly|all good|good (?:kit|price|value|people|machine|printer|service)|does what it (?:says|should)|highly recommend\w{0,2}|recommended|lifesaver|spot on|works (?:well|fine)|thank you for|thanks for|thanks to|(?:say|big|huge|special|massive|thousand) thank(?:s| you)|thank you to)\b|^works[.! ]*$|\bworks as (?:advertised|described|expected|intended|it should|promised)\b|\bexactly as (?:advertised|described|promised)\b/,
      unless:
        /\b(?:not|never|no|nothing|hardly|cannot|cant|dont|isnt|would|wud|could|should|if|wish|unless|until|used to|was supposed|at best|best (?:way|regards|wishes|practice|of luck)|far from|anything but|oh great|great, (?:now|another|the|it)|too bad|thanks for (?:nothing|your (?:reply|help in advance))|except|instead|hope|user[- ]friendly|(?:amazing|impressive|incredible) how (?:bad|badly|expensive|few|little|rude|slow|slowly|unfriendly)|way to (?:alienate|annoy|ruin|scare|(?:lose|treat) (?:\w{1,8} )?customers?)|(?:(?:brilliant|excellent|fantastic|good|great|nice) job|(?:well done|thank you|thanks) for) (?:breaking|forgetting|ignoring|losing (?:my|our)|making (?:me|us) (?:wait|miss)|overcharging|ruining|wasting)|(?:idea|move|plan|thinking|timing|decision) (?:to )?(?:clos|shut|remov|cut|scrap|cancel|charg|hid|lock|block|ban|doubl)\w{0,4}(?! (?:\w{2,10} ){0,2}(?:bugs?|fees|gaps?|loopholes?|paperwork|prices?(?! tag)|queues?|spam|traffic|waste(?! bin))\b))\b|n't\b|'d (?:be|love|like)|best,?$/,
      confidence: 0.8,
    },
    nothing: {
      when: /\b(?:can't|cannot|couldn't|could not) (?:complain|fault|be happier|be better|ask for more|go wrong with|recommend (?:it|you|them) (?:highly )?enough|live without|work without|have been (?:better|nicer|quicker|friendlier))|\b(?:never|no|not a single|without|zero) (?:\w{1,12} ){0,2}(?:problems?|issues?|jams?|trouble|complaints?)\b/,
      unless:
        /if (?:there (?:are|is) )?no|no problem to|\?|no end of|\bno problems? (?:is|are|was|were|has|have) (?:ever |been ){0,2}(?:solved|fixed)|\b(?:he|she|they|you) (?:see|sees|saw) no problem|(?:told|said|says?|claim\w{0,2}) .{0,30}\bthere (?:is|are|was|were) no (?:problem|issue)|never mind/,
      confidence: 0.65,
    },
    mended: {
      when: /\b(?:fixed|sealed|cleared|sorted|repaired|mended|solved|resolved|cured|patched|unblocked)\b.{0,40}\b(?:within (?:the|an?|half|minutes|hours|two|\d)|in no time|in (?:\w{1,7} ){1,2}(?:minutes?|hours?)|on the (?:first|same|spot)|(?:the )?same (?:day|morning|afternoon|evening)|straight ?away|right away|at once|first time|overnight|on a sunday)\b/,
      unless:
        /\b(?:not|nothing|never|nobody|no one|still|again|but|until|please|should|could|can|would|will|need|needs|want|get|ha(?:s|ve|d) to|be|must|supposed|promised|claim\w{0,3}|expect\w{0,2}|only|if|unless|when)\b|n't|\?|\b(?:fixed|repaired|mended|patched)\b.{0,80}\b(?:breaks|broke|died|fails|failed|worse)\b/,
      confidence: 0.75,
    },
    'leave-it': { ...AS_IT_IS.en, confidence: 0.75 },
  },
});

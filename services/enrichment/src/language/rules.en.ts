import { norms } from './norms.en.js';
import { KEEP_AS_IS } from './keep-as-is.js';
import { churn } from './churn.en.js';
import { IRONIC_PRAISE } from './irony.en.js';
import { problems } from './problems.en.js';
import { requests } from './requests.en.js';
import { either, rules } from './rule.js';
import { shortcomings } from './shortcomings.en.js';
import { unstatedExpectations, unstatedProblems } from './unstated-needs.en.js';

export const englishRules = rules('en', {
  REQUEST: requests,
  PROBLEM: { ...problems, ...shortcomings, ...unstatedProblems },
  EXPECTATION: {
    expect: {
      when: either(
        /\b(?:i|we|i'd|we'd|he|she|they|customers?|client|one|anyone|people) (?:do |would |really |still |all |at least )?expects?\b/,
        /\bexpect (?:that|you|your|it|a|an|the|to|at least|better|more)\b|\bexpectation is\b/,
      ),
      unless: either(
        /than (?:i|we|one) (?:would |could )?expect|as (?:i|we) expect|n't expect|not expect/,
        /expect(?:ing)? (?:to (?:arrive|be (?:there|back|away|home|in)|come|leave|stay|return|reach|land|move|check)|guests|visitors|company|a (?:baby|parcel|delivery))/,
      ),
      confidence: 0.8,
    },
    norm: {
      when: either(
        /\b(?:should|must|ought to) (?:at least |simply |just |not |never |always )?(?:be able|last|come|work|print|scan|include|be included|be possible|be standard|be (?:easy|simple|normal|obvious)|have|not|show|tell|remember)\b/,
        /\bis(?:n't| not) too much to ask|\bgoes without saying|\bthe least you\b/,
      ),
      unless: either(
        /should (?:be fine|work now|be working)/,
        /(?:you|i|we) (?:have|must|should) (?:to )?(?:not )?(?:have|print|scan|show|tell|remember|work|come)\b/,
        /(?:^|\b(?:an?|absolute|definite|real|total|true) )must[ -]have/,
        /must have (?:apps?|been|for|in|item|tool)\b|must have(?:$|[!.])/,
      ),
      confidence: 0.7,
    },
    'should-last': {
      when: either(
        /\b(?:in this (?:class|price range)|(?:of|at|for) (?:this|that) (?:price|money|size)|for (?:\w{2,10} ){1,2}(?:pounds|dollars|euros))\b.{0,30}\bshould\b/,
        /\bshould (?:at least |really |surely )?(?:last|survive)\b/,
      ),
      unless: /you should|recipe book/,
      confidence: 0.8,
    },
    unmet: {
      when: either(
        // Promised.
        /\b(?:was|were|been) (?:promised|told|assured|supposed)\b|\bsupposed to\b/,
        /\b(?:i|we)(?:'d| had)? expected\b|\bpromised (?:me|us|a|to|that)\b|\bas (?:promised|advertised)\b/,
        /\bnot (?:what|as) (?:i|we|was) /,
        // Worth the price.
        /\b(?:for|at) (?:this|that) (?:price|money)\b|\bthought (?:it|this) would\b/,
        // Loyalty that is not rewarded.
        /\bthis is how you (?:repay|reward|thank|treat)\b/,
        /\bwhat (?:\w{1,8} ){0,2}(?:years|loyalty)(?: of \w{1,12})? (?:gets?|buys?|earns?|(?:is|are) worth)\b/,
      ),
      unless: either(
        /(?:better|more|faster|easier|quicker|quieter) than|exactly as|just as (?:promised|advertised|expected)/,
        /(?:works|came|arrived|delivered|runs) as (?:promised|advertised|expected)|great|unbeatable|can't (?:beat|complain)/,
      ),
      confidence: 0.65,
      rationale: 'unmet expectation',
    },
    comparison: {
      when: either(
        /\b(?:my|our|the) (?:old|previous|last|former) (?:\w{1,15} )?(?:printer|copier|scanner|machine|device|model|one|version|supplier|unit)\b.{0,40}\b(?:could|did|had|was|were|never|just|worked|always|lasted)\b/,
        /\bused to (?:be|work|have|print|last|get)\b/,
        /\b(?:other|cheaper) (?:brands|vendors|printers|machines|companies|suppliers)\b.{0,30}\b(?:can|do|have|offer|manage)\b/,
        /\beven (?:a|the|my|our) (?:cheap|old|home)\w{0,3}\b/,
      ),
      unless: either(
        /(?:better|faster|quieter|easier) than (?:my|our|the) (?:old|previous|last)|used to be (?:\w{2,8} )?(?:awful|bad|dirty|horrible|slow|terrible|worse)\b|now (?:it's|it is|they're|they are) (?:above|at|behind|below|called|named|next to|on|under)\b|used to .{3,30}\bnow (?:\w{2,5} ){1,2}(?:only |just )?(?:\w{2,4} )?(?:minutes?|seconds?)\b/,
        /old (?:\w{1,15} )?(?:broke|died|was (?:broken|slow|loud|worse|terrible|bad))/,
      ),
      confidence: 0.6,
      rationale: 'comparison',
    },
    ...norms,
    ...unstatedExpectations,
  },
  CHURN_RISK: churn,
  QUESTION: {
    mark: {
      when: /\?/,
      unless: either(
        // Requests.
        /\b(?:can|could|would|will) (?:you|u|someone|somebody) (?!tell|explain)/,
        /\bwhy (?:can't|don't|doesn't|isn't|is there no|on earth|not)|would it (?:kill|hurt)/,
        // Rhetorical questions.
        /^(?:so )?who needs (?:\w{2,14} ){1,3}anyway|seriously\?|really\?|kidding|who (?:designed|came up|thought)/,
        /right\?|hello\?|\?!|!\?/,
      ),
      confidence: 0.8,
    },
    word: {
      when: /^(?:(?:hi|hello|hey|so|and|but),? )?(?:how (?:do|can|does|long|much|many|often)|what (?:is|are|does|kind)|where (?:is|are|can|do)|when (?:will|is|does|can)|which (?:\w{1,15}) (?:is|are|do|does|fits?)|who (?:is|do|can)|does (?:the|it|this|your|anyone)|is it possible|do you (?:have|offer|sell|know|also))\b/,
      unless: /!$|who do you think/,
      confidence: 0.6,
    },
    indirect: {
      when: either(
        /\b(?:i was|i'm|was|we were|i am) (?:just )?wondering (?:if|whether|when|where|how|what|which|who)\b/,
        /\b(?:i|we) wonder(?:ed)? (?:if|whether|when|where|how long)\b/,
        /^(?:\w{2,6},? )?(?:does )?(?:anyone|anybody|somebody) (?:here )?(?:know|tried|got|have)\b/,
        /\b(?:i(?:'d| would)? (?:be curious|like|love|want|wanted)|was going|wanted|just asking|curious) (?:to (?:know|ask)|if|whether)\b(?!.{0,40}\byou(?:'d| would| could))/,
      ),
      unless:
        /\bwonder(?:ed|ing)? (?:if|whether) (?:you|it|they) (?:could|would|might)\b|\b(?:why|in writing|what happened)\b/,
      confidence: 0.65,
    },
  },
  PRAISE: {
    praise: {
      when: either(
        /\b(?:great|excellent|fantastic|amazing|awesome|perfect\w{0,2}|wonderful|brilliant|superb|outstanding|love[sd]?|loving|impressed|delighted|thrilled|happy with|happy|pleased|satisfied|flawless\w{0,2}|reliable|top notch|well done|good job|thumbs up|like a charm|best|kudos|lovely|splendid|workhorse|friendly|all good|good (?:kit|price|value|people|machine|printer|service)|does what it (?:says|should)|highly recommend\w{0,2}|recommended|lifesaver|spot on|works (?:well|fine)|thank you for|thanks for|thanks to|(?:say|big|huge|special|massive|thousand) thank(?:s| you)|thank you to)\b/,
        /^works[.! ]*$|\bworks as (?:advertised|described|expected|intended|it should|promised)\b/,
        /\bexactly as (?:advertised|described|promised)\b/,
      ),
      unless: either(
        // Denied, supposed or wished for.
        /\b(?:not|never|no|nothing|hardly|cannot|cant|dont|isnt|far from|anything but|except|instead)\b|n't\b/,
        /\b(?:would|wud|could|should|if|wish|hope|unless|until|used to|was supposed|at best)\b|'d (?:be|love|like)/,
        // Other senses of the words, and politeness.
        /\b(?:best (?:way|regards|wishes|practice|of luck)|user[- ]friendly)\b|best,?$/,
        /\bthanks for your (?:reply|help in advance)\b/,
        IRONIC_PRAISE,
      ),
      confidence: 0.8,
    },
    nothing: {
      when: either(
        /\b(?:can't|cannot|couldn't|could not) (?:complain|fault|be happier|be better|ask for more|go wrong with|recommend (?:it|you|them) (?:highly )?enough|live without|work without|have been (?:better|nicer|quicker|friendlier))/,
        /\b(?:can't|cannot|couldn't|couldnt|could not|can hardly|could hardly) (?:have )?(?:ask(?:ed)?|hoped?|wish(?:ed)?) for (?:any ?(?:thing|one) )?(?:an? )?(?:more\b(?! (?:time|than)\b)|better\b|\w{3,9}er\b)/,
        /\b(?:never|no|not a single|without|zero) (?:\w{1,12} ){0,2}(?:problems?|issues?|jams?|trouble|complaints?)\b/,
      ),
      unless: either(
        // Supposed, asked or told by others.
        /if (?:there (?:are|is) )?no|no problem to|\?|no end of/,
        /\bno problems? (?:is|are|was|were|has|have) (?:ever |been ){0,2}(?:solved|fixed)/,
        /\b(?:he|she|they|you) (?:see|sees|saw) no problem/,
        /(?:told|said|says?|claim\w{0,2}) .{0,30}\bthere (?:is|are|was|were) no (?:problem|issue)|never mind/,
      ),
      confidence: 0.65,
    },
    beyond: {
      when: either(
        /\b(?:went|gone|goes) (?:(?:right |well |completely )?out of (?:her|his|their|your) way (?:for|to)\b|(?:above and|way) beyond|(?:the|that) extra mile)\b|\bbent over backwards\b/,
        /(?:^(?:an? )?|(?:\b(?:is|are|what|was|such|and)|,)(?: an?)? )(?:big|definite|great|huge|massive|real|vast|welcome) (?:improvement|step (?:up|forwards?))\b/,
      ),
      unless:
        /\b(?:not|never|no|nobody|none|room for|would|could|should|if|once|need|needs|i|we) (?:be |see |have |went |ever |an? )?|n't\b|\?/,
      confidence: 0.75,
    },
    mended: {
      when: /\b(?:fixed|sealed|cleared|sorted|repaired|mended|solved|resolved|cured|patched|unblocked)\b.{0,40}\b(?:within (?:the|an?|half|minutes|hours|two|\d)|in no time|in (?:\w{1,7} ){1,2}(?:minutes?|hours?)|on the (?:first|same|spot)|(?:the )?same (?:day|morning|afternoon|evening)|straight ?away|right away|at once|first time|overnight|on a sunday)\b/,
      unless: either(
        /\b(?:not|nothing|never|nobody|no one|still|again|but|until|please|should|could|can|would|will|need|needs|want|get|ha(?:s|ve|d) to|be|must|supposed|promised|claim\w{0,3}|expect\w{0,2}|only|if|unless|when)\b/,
        /n't|\?/,
        // Broke again.
        /\b(?:fixed|repaired|mended|patched)\b.{0,80}\b(?:breaks|broke|died|fails|failed|worse)\b/,
      ),
      confidence: 0.75,
    },
    'leave-it': { ...KEEP_AS_IS.en, confidence: 0.75 },
  },
});

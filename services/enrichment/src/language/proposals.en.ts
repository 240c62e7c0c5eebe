import { either, type RuleTable } from './rule.js';

/** Asks to thank somebody. */
export const PASS_ON_THANKS =
  /please (?:\w{2,6} )?(?:give|pass|send|include|thank)\b.{0,40}\b(?:hug|medal|(?:my|our) (?:best(?=[.,!;]|$)|compliments|love|regards|thanks(?! in advance)))\b/;

/** Requests as people put them where suggestions are collected. */
export const proposals: RuleTable = {
  facility: {
    when: /^(?:an? |the |more |better |also |and )?(?:ability|option|possibility|support|native support|a way|way|setting) (?:to|for)\b(?!.{0,120}\b(?:is|was|are|were|exists?|existed|ended|has been|can be)\b)/,
    unless:
      /\?$|, (?:i |we |just |simply )?loved? (?:it|that|this)[.! ]*$|, (?:brilliant|excellent|fantastic|great|perfect|superb)[.! ]*$/,
    confidence: 0.85,
  },
  'there-should-be': {
    when: /\bthere (?:should|must|needs? to|ought to|has to|could) (?:really |also |at least )?be (?:an?|some|more|the|one|any)\b/,
    unless:
      /there (?:should|must) be (?:about|around|a (?:thousand|hundred|mistake|reason|problem|bug)|some (?:mistake|reason))/,
    confidence: 0.85,
  },
  change: {
    when: /^(?:(?:and|also|just|so|but|or|then|maybe|please|pls|plz|suggestion|request|feature request|idea|proposal)[,:]? ){0,2}(?:add|allow|bring back|bring|build|change|create|disable|drop|enable|expose|extend|fix|get rid of|give|implement|improve|include|increase|integrate|introduce|keep|let|limit|lower|make|merge|move|offer|open up|provide|publish|put|raise|reconsider|reduce|remove|rename|replace|restore|rethink|separate|show|simplify|split|stop|support|translate|turn|unify|update|upgrade) (?:an?|the|more|some|us|me|it (?:possible|easier|so)|users?|people|apps?|developers?|customers?|better|support|for|back|option|this|your|all|my|that|these|those)\b/,
    unless:
      /(?:make (?:the most|a (?:copy|backup)|sure|no mistake)|let (?:me|us) (?:add|be|explain|say|know|tell|look|put it|start|show (?:you|what)|give you|take)|add the fact|^keep the (?:ideas|good|great)|^support (?:for )?.{0,60}\bend(?:s|ed)\b|(?:,| and) (?:then|you|look|watch|see what)\b|give (?:it|them|this(?: \w{3,12})?|the \w{3,12}) a (?:try|go|chance|shot|visit)|give .{2,40}\ba (?:big hug|hug|medal)\b|give (?:her|him|(?:that|this) \w{3,9}) a (?:bonus|pay rise|raise)\b|^bring (?:the|your) (?:camera|children|dog|family|kids)(?=[.,!;]|$)|change the value|open the|move the|turn (?:it|the) (?:off|on|key)|put (?:it|the)|update the driver|keep (?:it|this) up|keep up|don't (?:ever )?(?:change|touch) (?:a|any)|do not (?:change|touch) (?:a|any)|(?:leave|keep) (?:it|everything|things|the \w{3,12}(?: \w{3,12})?) (?:exactly |just )?(?:as|the way|like) (?:(?:it|they|things|everything)(?:'s| is| are|'re)|you have it|that)\b|add (?:a (?:breakpoint|pinch)|ten|two|five)|you(?:'ll| will)\b)/,
    confidence: 0.85,
  },
  'it-needs': {
    when: either(
      /\b(?:it|app|this|that|game|page|control|version|site|you|tool|store|there|screen|\w{3,12}) (?:really |still |just |only |also |badly |definitely )?needs (?:an?|to (?:be|have|allow|support|include|get|let|show|work)|more|better|some|support|improvement|work)\b/,
      /^(?:also |but |still |just |badly |really )?needs (?:more|better|some|improvement|(?:\w{3,12} ){1,2}(?:support|option|mode|feature|integration)s?)\b/,
    ),
    unless:
      /(?:he|she|it|who|one|everyone|somebody|child|wife|husband|mother|son|daughter) needs (?:an?|to)|when(?:ever)? |if it needs/,
    confidence: 0.85,
  },
  'should-allow': {
    when: /\b(?:users?|developers?|apps?|customers?|people|one|you|we|i|it|they|guests|(?:the|this|a|an|every|each|all) (?:\w{2,14} ){1,2}) ?(?:should|must|ought to) (?:also |really |always |at least |simply )?(?:be (?:able to|possible|allowed|an? option|available|optional|configurable|added|given|made|removed|included|shown|easier)|have (?:an?|the (?:option|ability|right|possibility|choice)|more)|allow|support|include|offer|provide|let|add)\b/,
    unless: either(
      /(?:should|must) be (?:able to (?:find|get) (?:it|them) )|you should be able to (?:find|see)|by now|\bi should (?:add|say)\b/,
      /you should be able to reproduce|\bwhether\b/,
    ),
    confidence: 0.85,
  },
  'how-about': {
    when: /\b(?:how about|what about|why not) (?:an?|some|the|letting|adding|making|giving|allowing|let|add|make|give|allow|have|put|just|a|use|offer|leave|sell|include|show)\b/,
    unless: /what about (?:the|you)\b/,
    confidence: 0.85,
  },
  'if-only-you': {
    when: either(
      /\b(?:if (?:you|they|it|there|one|we|the \w{2,12}) (?:guys |just |only |also )?(?:could|would|added|add|fixed|made|allowed|let|had|were|was)\b.{0,80}\b(?:would|'d|will|5 stars|five stars|perfect|better|great|awesome))/,
      /(?:would|'d|'ll|will) (?:be|give|rate|make|help|love|like|save|pay|buy|use|upgrade|move|stay|switch|come back).{0,60}\bif (?:you|they|it|there|the|we|one)\b(?: \w{2,12}){0,2} ?(?:could|would|added|add|fixed|made|allowed|let|had|were|was|offered|supported|gave|opened)/,
      /\bstars? (?:if|when|once) (?:you|u|they|it|this)\b/,
    ),
    unless:
      /if it (?:was|were) (?:not|n't|up to)|wasn't|weren't|if we had known|if (?:there were|it had) (?:six|ten|more|a sixth) stars?/,
    confidence: 0.85,
  },
  'only-missing': {
    when: either(
      /\b(?:only thing|one thing|all that is|all that's|what is|what's|what i'm|what we're) (?:that is |that's |it's |i'm |it is )?(?:missing|lacking|i miss|i'd change|i would change|it needs|it lacks|i want|i'd (?:like|add))/,
      /\bneeds? (?:a |an )?(?:option|ability|feature|way)\b|\bmissing:/,
    ),
    unless: /nothing|missing (?:is|was) (?:more|extra) (?:time|days)\b/,
    confidence: 0.85,
  },
  'please-change': {
    when: /\b(?:please|pls|plz|kindly)\b.{0,30}\b(?:add|allow|bring|change|consider|enable|fix|give|implement|improve|include|let|make|match|provide|put|remove|return|send|support|stop|update|offer|open|show)\b/,
    unless: either(
      /please (?:let me know|make sure|do not|don't|never|note)/,
      PASS_ON_THANKS,
      /please (?:give (?:it|them)|vote)/,
    ),
    confidence: 0.85,
  },
  headed: {
    when: either(
      /^(?:my |our |a |one )?(?:suggestion|request|feature request|idea|proposal|wish list|feature idea)s?:/,
      /\b(?:my|our|one|only) (?:small |only |simple )?(?:improvement|suggestion|request|proposal|wish)s?(?: (?:is|would be|to|i (?:have|would))|:)/,
    ),
    unless: /merged|closed|was (?:closed|declined)/,
    confidence: 0.85,
  },
  'on-behalf': {
    when: either(
      /^(?!it |the (?:machine|app|device|display|printer) )(?:\w{2,12} ){1,4}(?:asked|asks) for (?:an?|one|two|more|another|some)\b/,
      /^(?:wants|asks for|asked for) (?:the|an?|to|his|her|their)\b/,
      /\b(?:customer|client) (?:really |also |just )?wants (?:an?|the|more|his|her|their|to have)\b/,
      /\b(?:guests|customers|users|teachers|staff|pupils|patients) would (?:really )?(?:love|like)\b/,
    ),
    unless: /asked for the same|^(?:it|i|we|driver|the driver|someone in|he|my husband) |ask for the source/,
    confidence: 0.75,
  },
  // Said with weight, or to be passed on to one's own people.
  'do-tell': {
    when: either(
      /^(?:but |and |so )?(?:please )?do (?:add|bring|keep (?:the|selling|stocking)|open|put|reopen|stock|start|think about|something about) (?!your|my|a favou?r)\b/,
      /^(?:please |and |so |just )?(?:ask|get|tell|train) your (?:\w{2,12} ){1,3}?(?:not )?to \w\w/,
      /\byou (?:might|may|could) think (?:about|of|again about) (?:an?|adding|another|having|letting|longer|making|more|offering|opening|putting|the|your)\b/,
      /\b(?:that's|that is|is) (?:all|what) (?:this \w{3,12}|we|i) (?:really |badly )?needs?(?:[.,!]|$| (?:here|most|now|not)\b)/,
    ),
    unless: /\b(?:exactly|just|got|precisely|everything) (?:what|all)\b|\bjust what\b|\b(?:here|there|it) is all\b|\?/,
    confidence: 0.75,
  },
  // What is asked for comes after it.
  'asked-for': {
    when: either(
      /\b(?:what|all|one thing) (?:i|we|users|developers|customers)(?:'d| would)? (?:really |still )?(?:want|need|like|love|wish|miss)(?: for| most| to see)? is\b/,
      /\b(?:all|what) (?:i|we)(?:'m|'re| am| are) asking for\b|\bwhat would (?:really |actually )?help\b/,
      /\b(?:what's|what is) (?:really |still )?needed is\b|\bthat's all (?:i|we) ask\b/,
    ),
    unless: /exactly what (?:i|we)|all (?:i|we) need is (?:here|there)/,
    confidence: 0.85,
  },
  'high-time': {
    when: /\b(?:high|about) time\b|^(?:it's |it is |i think it's )?time (?:to|for) (?!me|us|bed)|\bi think it(?:'s| is) time\b|\blong overdue\b/,
    unless: /this time|first time|long overdue (?:\w{2,12} ){1,2}(?:arrived|came|works)\b/,
    confidence: 0.75,
  },
  'vote-for': {
    when: /(?:^|\b)(?:\+1|(?:another |my |a )?vote|(?:also )?voting) for (?:an?|the|more|less|better|\w{2,14} \w{2,14})\b/,
    unless: /(?:\+1|vote|voting) for (?:the )?(?:this|that|it|me|him|idea|existing|same)\b/,
    confidence: 0.8,
  },
  'rather-so': {
    when: /^(?:instead of|rather than) .{4,90}(?:, (?:please |just |simply )?(?:let|use|show|give|make|add|group|write|load|open|put|allow|have|flag|split|repair|fix|sort|offer|keep)\b|\b(?:should|could|would do|why not)\b)/,
    confidence: 0.85,
  },
  'makes-sense': {
    when: /\b(?:makes?|'d make|would make) (?:more |much more |a lot of |perfect |much )?sense (?:to|for|that|if)\b/,
    unless: /n't make|no sense|make sense to me|makes sense to me/,
    confidence: 0.75,
  },
  consider: {
    when: /\b(?:please|pls|you (?:should|may want to|might want to|could)|would you) (?:re)?consider\b|^(?:please )?(?:re)?consider (?:\w{2,14}ing)\b/,
    unless: /consider (?:buying|that you)|before you/,
    confidence: 0.85,
  },
  'may-we-have': {
    when: /\b(?:can|could|may) (?:we|i|they|users|developers) (?:please |at least |finally )?(?:get|have)\b.{0,160}(?:\?|$)/,
    unless:
      /\bhow\b|\bwhere\b|(?:can|could) (?:i|they) (?:have|get) (?:two|both|the same)|that (?:we|i) (?:can|could)|so (?:that )?(?:we|i) (?:can|could)/,
    confidence: 0.7,
  },
  'at-least': {
    when: /^(?:and |but |or |so |then |please |also )?(?:at (?:the very )?least|at a minimum)\b,? (?:please )?(?!i\b|we\b|it (?:is|was|has|works)|he\b|she\b|they\b|that's|for me|in |on |some(?:one|body|thing) \w{2,10}ed\b|one of|two|three|half|\d)/,
    confidence: 0.75,
  },
  'a-plus': {
    when: /\b(?:would|'d|could|might|will) be (?:quite |such )?an? (?:real |big |huge |great |nice |very |welcome |good |useful |true |major |simple |perfect ){0,2}(?:help|plus|improvement|addition|step|relief|bonus|feature|option|idea|win|start|dream|benefit|must|kindness)\b/,
    unless: /not be a/,
    confidence: 0.8,
  },
  'would-pay': {
    when: /\b(?:i|we)(?:'d| would) (?:even |gladly |happily |be (?:willing|happy|prepared) to )?(?:pay|spend)\b(?: (?:\w{1,9} ){0,4}(?:for|to)\b| (?:\w{1,9} ){0,3}(?:extra|more)\b)/,
    unless: /(?:\b(?:not|never)|n't) |\bagain\b|\b(?:pay|spend) (?:more |extra )?elsewhere/,
    confidence: 0.75,
  },
  'would-not-hurt': {
    when: /\b(?:wouldn't|would not|won't|couldn't|could not) (?:hurt|harm|go (?:amiss|wrong)|be (?:amiss|a bad (?:idea|thing)|(?:too |so |half )?bad))\b/,
    unless: /hurt a fly|\b(?:it|that|this|they|he|she) (?:wouldn't|would not) (?:go wrong|be (?:so |too )bad if)/,
    confidence: 0.75,
  },
  'worth-doing': {
    when: /\b(?:might|may|could|would|perhaps|maybe)\b.{0,8} (?:be |it's )?worth (?:adding|allowing|changing|considering|extending|giving (?:us|people|guests|customers)|having an?|hiring|installing|introducing|letting|making (?!sure)|offering|painting|providing|putting (?:an?|in|up|some)|thinking about)\b/,
    unless: /worth having a (?:look|chat|word)|\bfor you\b/,
    confidence: 0.75,
  },
  // What a new thing would do for people; what was named before explains more often than it asks.
  'would-ease': {
    when: /^(?!(?:all|and|as|because|both|but|each|either|he|i|if|in|it|my|on|otherwise|our|she|so|such|that|the|then|there|these|they|this|those|to|we|which|with|you|your|\w{2,12}ing) )(?:[\w'-]{1,14} ){1,9}?(?:would|'d) (?:really |also )?(?:make (?:\w{2,9} ){1,3}(?:(?:so much |much |a lot |far |a bit |that bit )?(?:easier|simpler|safer|nicer|more bearable)|possible)|make (?:all the|a (?:big|huge|real)) difference|(?:save|spare) (?:me|us|people|everyone|my|our)) ?(?:for|to|of|an?|the|when|\w{3,6}|$|[.,!;])/,
    unless: /\b(?:not|never|otherwise|have been)\b|n't\b|\?|\bif\b/,
    confidence: 0.75,
  },
  'could-do-with': {
    when: /\b(?:could|can) (?:really |certainly |definitely )?(?:do with|use) (?:an?|some|more|better|another|two|three|one|bigger|fresh|new)\b/,
    unless: /\b(?:i|we|you|they|one|he|she|anyone|everyone) (?:could|can) (?:\w{2,10} )?use\b|\?$/,
    confidence: 0.7,
  },
  'one-could': {
    when: /\bif only (?:i|we|one|you|they|it|there|the \w{2,14}|\w{2,12}) (?:could|can|had|were|was|would|remembered|worked|ran|started|showed|knew|allowed|offered)\b/,
    unless: /\bif only (?:i|we) (?:could |had )?(?:known|remember|listened|read|come|booked|had known)\b/,
    confidence: 0.75,
  },
  'look-at-it': {
    when: /\b(?:can|could|would) (?:someone|somebody|anybody|anyone)(?: (?:on|from|at|of) (?:\w{2,8} ){1,2}\w{2,8})? (?:please )?(?:have a look|take a look|look (?:at|into)|ring|call|come|send|open|unlock|rebook|bring|tell (?:the|your|them)|fix|sort|check|help|explain|turn|switch|clean|collect)\b/,
    confidence: 0.75,
  },
};

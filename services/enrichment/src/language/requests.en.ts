import { asksOnlyToKeep } from './keep-as-is.js';
import { PASS_ON_THANKS, proposals } from './proposals.en.js';
import { either, type RuleTable } from './rule.js';
import { workarounds } from './workarounds.en.js';

/** Would give more stars than there are, or fewer. */
const WISH_FOR_STARS = /wish (?:i|we) could (?:award|give|leave) .{0,12}\b(?:more|six|ten|zero|\d{1,2}) stars/;

export const requests: RuleTable = {
  please: {
    when: /\b(?:please|pls|plz|kindly)\b/,
    unless: either(
      asksOnlyToKeep('en'),
      PASS_ON_THANKS,
      /please (?:find|see|note|be aware|don't (?:buy|waste|order)|do not (?:buy|waste|order)|avoid|stay away|keep it up|disregard|ignore|never change)/,
    ),
    confidence: 0.85,
  },
  'can-you': {
    when: /\b(?:can|could|would|will|cud) (?:you|u|someone|somebody|anyone|your (?:team|technician|people))\b/,
    unless:
      /would you (?:believe|recommend|say)|how can you|how could you|can you (?:believe|imagine)|as you can|if you (?:would|can)|could you not/,
    confidence: 0.75,
  },
  // Asks for a deed, where `can-you` may only ask what can be done.
  'could-you-do': {
    when: either(
      /\b(?:can|could|would|will) (?:you|u|someone|somebody|your (?:team|technician|people)) (?:please |pls |maybe |perhaps |at least |kindly ){0,2}(?:add|allow|bring|build|call|cancel|change|check|clean|come|correct|credit|deliver|enable|extend|fix|help|hide|improve|include|increase|keep|let|look (?:at|into)|lower|make|mark|move|offer|open|pick|print|provide|put|raise|reduce|refund|remove|repair|replace|reset|resend|restore|return|send|separate|show|sort|stop|support|swap|switch|take|turn|update|write)\b/,
      /\bwould you mind (?:\w{2,12} )?\w{2,12}ing\b/,
    ),
    unless: /if you (?:can|could|would)|as you (?:can|could)|how (?:can|could) you/,
    confidence: 0.85,
  },
  'would-like': {
    when: /(?:'d|\bwould|\bwud) (?:really |also |all |very much )?(?:like|love|appreciate|prefer)\b/,
    unless:
      /would (?:like|love) to (?:thank|recommend|praise|say|stay|come (?:back|again)|return|visit|go back)|(?:if|as) you(?:'d| would) like|would (?:buy|order|like) (?:it )?again/,
    confidence: 0.8,
  },
  'would-be-nice': {
    when: either(
      /(?:'d|\bwould|\bwud|\bmight|\bcould|'ll|\bwill) (?:help|be (?:so |really |very |super |just |also |even |most |more |much |highly )?(?:great|nice|good|helpful|cool|awesome|lovely|handy|useful|perfect|better|amazing|ideal|sweet|fantastic|wonderful|welcome|appreciated|beneficial|convenient|of (?:great |much |real )?help))\b/,
      /\bbetter if (?:it|you|they|there|the)\b/,
    ),
    unless: either(
      /would be (?:better|nice) off|would be great fun/,
      /(?:will|'ll|could) (?:help|be (?:(?:so|really|very|just|also|even|much) )?(?:good|great|better|ok|nice) (?:friends|at|for me))/,
      /in that case|(?:will|could) help\b/,
      // Praise, and what others said.
      /couldn't|could not|could be better|could be nicer|never (?:thought|expected) (?:\w{2,10} ){0,3}would/,
      /\bsaid .{0,40}would be \w{3,10} and (?:it|they) (?:was|were|is|are)\b/,
    ),
    confidence: 0.8,
  },
  wish: {
    when: /\b(?:i|we|he|she|they|customer|client|just|only|really) wish(?:es)?\b|\bif only\b|\bmy wish\b|\bi hope (?:you|they|that you)\b/,
    unless: either(
      /wish (?:you|everyone|everybody|them|all)\b|wish i(?:'d| had| hadn't| never)\b/,
      /hope (?:you|they)(?:'re| are)? (?:well|fine|had|enjoy)/,
      WISH_FOR_STARS,
    ),
    confidence: 0.75,
  },
  wondering: {
    when: /\bwonder(?:ed|ing)?,? (?:if|whether) (?:it|you|they|someone|somebody|anyone|there|your \w{3,12}|the (?:team|staff|driver|office)) (?:\w{4,8} )?(?:could|would|might|may|can)\b/,
    unless:
      /\b(?:wondering|wonder) (?:if|whether) (?:it|they|there) (?:would|might|may|could|can) (?:be (?:the|due|because|too|cold|warm)|rain|snow|fit|work|have)\b/,
    confidence: 0.8,
  },
  'hope-you-will': {
    when: /\b(?:i |we )?(?:really |just |do )?hope (?:that )?(?:you|they|someone|somebody)(?: guys)?(?:'ll| will| can| could| would)?(?: soon| finally)? (?:add|bring|build|call|change|consider|fix|improve|make|offer|put|remove|repair|resolve|restore|sort|update)s?\b/,
    confidence: 0.8,
  },
  'would-need': {
    when: /^(?:(?:and|also|but|for (?:this|that)|ideally|actually),? )?(?:i|we)(?:'d| would) (?:really |also |still |just )?need (?:an?|another|the|some|more|one|two|three|your|to be able)\b/,
    unless: /\bif (?:i|we)\b|would need (?:an?|the) (?:hour|day|week|month|year|car)\b/,
    kind: 'NEED',
    confidence: 0.8,
  },
  need: {
    when: /\b(?:i|we|he|she|they|(?:the )?(?:customer|client)|our \w{1,15}|my \w{1,15}) (?:really |also |urgently |desperately |still |just )?needs? (?!not\b)|\bin need of\b|\burgently need/,
    unless:
      /all (?:that )?(?:i|we) need|everything (?:that )?(?:i|we) need|what (?:i|we) need(?:ed)?\b|whenever (?:i|we) need|when (?:i|we) need|need to say/,
    kind: 'NEED',
    confidence: 0.75,
  },
  // Said at the head of a sentence and of a thing, where `need` may tell of anything.
  'need-first': {
    when: /^(?:(?:and|also|but|so|now),? )?(?:@\w{1,30} )?(?:i|we) (?:really |also |urgently |desperately |still |just |do )?need (?:an?|another|more|better|bigger|some(?:one|body|thing)?|help|to be able|to have|the (?:ability|option|invoice|receipt)s?)\b/,
    unless: /need (?:some |more |a )?(?:sleep|coffee|drink|holiday|break|dog)|\bif (?:i|we)\b/,
    kind: 'NEED',
    confidence: 0.8,
  },
  want: {
    when: /\b(?:i|we|he|she|they|customer|client) (?:just |only |really |do |also )?wants?\b|^(?:also |still |now )?wants \b|\b(?:asks|asked) (?:us )?for (?:a|an|one|two|more|the|some|another)\b/,
    unless:
      /(?:it|machine|device|printer|copier|scanner|display|app) (?:always |now |still )?ask(?:s|ed)|want to (?:say|thank|share|let you know|praise|complain|cancel|leave)|all (?:i|we) want|what (?:i|we) want/,
    confidence: 0.7,
  },
  'want-first': {
    when: /^(?:(?:and|also|but|so|now),? )?(?:@\w{1,30} )?(?:i|we) (?:really |also |still |just |only |do )?want (?:an?|another|more|better|bigger|some(?:one|body|thing)|to be able|the|my money|our money|my deposit)\b/,
    unless: /want (?:some |more |a )?(?:sleep|coffee|drink|holiday|break)\b/,
    confidence: 0.8,
  },
  'you-should': {
    when: /\b(?:you|they|someone|u) (?:guys )?(?:really |also )?(?:should|need to|must|ought to|have to) (?:really |also )?(?:add|fix|make|improve|offer|change|update|include|provide|bring|put|train|answer|allow|let|support|consider|rethink|look|stop|send|build|sell|simplify)\b/,
    unless: /\b(?:have to|must|need to) change (?:at|buses|planes|trains?)\b/,
    confidence: 0.8,
  },
  imperative: {
    when: /^(?:(?:and|also|just|so|hi|hello|hey|ok),? )?(?:add|include|bring (?:it |them |this |that )?back|give us|let (?:us|me)\b(?! know)|allow (?:us|me)|make it (?:possible|easier|simpler)|make (?:the|this|your)|fix|send (?:me|us|someone)|call me|stop sending|offer|support|get (?:this|it) fixed)\b/,
    unless: either(
      /let (?:me|us) (?:add|be|give you|look|put it|show|start|explain|tell|take|say)/,
      /^add (?:to (?:that|this|cart)|the fact)/,
      /^(?:support|offer)\b.{0,60}\b(?:end(?:s|ed)|answered|replied|responded|helped|solved|called|got|came|took|says|said|told|sent|has|had|does|did|will|could|never|is|was|were|are)\b/,
      /(?:,| and) (?:then|you|look|watch|see what)\b/,
    ),
    confidence: 0.7,
  },
  suggest: {
    when: either(
      /\b(?:i|we)(?:'d| would)? (?:like to )?(?:strongly |really |also |highly )?(?:suggest|propose|request|demand|insist|ask (?:that|you to))\b/,
      /\bi'd (?:recommend|advise you)\b|\bmy (?:suggestion|request|proposal)\b|\bfeature request\b|\bsuggestion:/,
    ),
    unless:
      /(?:accepted|granted|heeded|implemented|took) (?:my|our) (?:suggestion|request|proposal)|(?:suggestion|request|proposal) (?:got|was|is|from|has been|above|below|about)\b/,
    confidence: 0.85,
  },
  remedy: {
    when: /\b(?:want|demand|expect|like|get|request|need|claim)\w{0,3} (?:a |my |our |the )?(?:full |immediate )?(?:money back|refund|replacement|compensation|exchange)\b|\brefund (?:me|us)\b/,
    kind: 'NEED',
    confidence: 0.85,
  },
  'any-chance': {
    when: /\bany (?:chance|plans?|way)\b|\bis there (?:a|any|no|an) (?:way|option|possibility|setting|chance)\b/,
    unless: /not (?:in )?any way|in any way/,
    confidence: 0.6,
  },
  rhetorical: {
    when: /\bwhy (?:can't|don't|doesn't|isn't|cant|dont|isnt|doesnt|is there no|do (?:i|we) have to|on earth)|\b(?:would|will) it (?:really )?(?:kill|hurt) (?:you|them|anyone|anybody|someone|to)\b/,
    unless:
      /why (?:can't|isn't|doesn't) every \w{3,12} (?:be |work )?(?:\w{2,8} )?like (?:this|you|that)|why on earth did(?:n't)? (?:i|we)|why don't more people know/,
    confidence: 0.65,
  },
  'wish-for': {
    when: /(?:\b(?:i|we|just|only|really|do|also|but)|^) ?wish(?:ed)? (?:the|it|this|that|there|you|they|your|i could|we could|one could|someone)\b/,
    unless: either(
      /wish (?:it|the rain|the week|i had|we had|you (?:all|a |luck|well|everyone))\b(?! (?:had|could|would|was|were|did|came|\w{2,12}ed|let|made)\b)/,
      /wish that (?:was|were) me/,
      WISH_FOR_STARS,
    ),
    confidence: 0.85,
  },
  'would-love': {
    when: /(?:'d|\bwould|\bwud) (?:really |also |very much )?(?:like|love|prefer|appreciate|be (?:grateful|thankful|happier)) (?:it |)(?:to (?:see|be able|have|get|be able)|if|an? |the ability|the option|more|some|for (?:an?|the))\b/,
    unless:
      /would (?:like|love) to (?:have|get|see) (?:been|you|my|our|a look|him|her|them)|as (?:i|we)|(?:like|love) a (?:holiday|beer|coffee|cup)/,
    confidence: 0.85,
  },
  ...proposals,
  ...workarounds,
};

import type { Rows } from './rule.js';

export const requests: Rows = {
  please: {
    when: /\b(?:please|pls|plz|kindly)\b/,
    unless:
      /please (?:find|see|note|be aware|don't (?:buy|waste|order)|do not (?:buy|waste|order)|avoid|stay away|keep it up|disregard|ignore)/,
    confidence: 0.85,
  },
  'can-you': {
    when: /\b(?:can|could|would|will|cud) (?:you|u|someone|somebody|anyone|your (?:team|technician|people))\b/,
    unless:
      /would you (?:believe|recommend|say)|how can you|how could you|can you (?:believe|imagine)|as you can|if you (?:would|can)|could you not/,
    confidence: 0.75,
  },
  'would-like': {
    when: /(?:'d|\bwould|\bwud) (?:really |also |all |very much )?(?:like|love|appreciate|prefer)\b/,
    unless:
      /would (?:like|love) to (?:thank|recommend|praise|say|stay)|(?:if|as) you(?:'d| would) like|would (?:buy|order|like) (?:it )?again/,
    confidence: 0.8,
  },
  'would-be-nice': {
    when: /(?:'d|\bwould|\bwud|\bmight) (?:help|be (?:so |really |very |super )?(?:great|nice|good|helpful|cool|awesome|lovely|handy|useful|perfect|better|amazing|ideal))\b/,
    unless: /would be (?:better|nice) off|would be great fun/,
    confidence: 0.8,
  },
  wish: {
    when: /\b(?:i|we|he|she|they|customer|client|just|only|really) wish(?:es)?\b|\bif only\b|\bmy wish\b|\bi hope (?:you|they|that you)\b/,
    unless:
      /wish (?:you|everyone|everybody|them|all)\b|wish i(?:'d| had| hadn't| never)\b|hope (?:you|they)(?:'re| are)? (?:well|fine|had|enjoy)/,
    confidence: 0.75,
  },
  need: {
    when: /\b(?:i|we|he|she|they|(?:the )?(?:customer|client)|our \w{1,15}|my \w{1,15}) (?:really |also |urgently |desperately |still |just )?needs? (?!not\b)|\bin need of\b|\burgently need/,
    unless:
      /all (?:that )?(?:i|we) need|everything (?:that )?(?:i|we) need|what (?:i|we) need(?:ed)?\b|whenever (?:i|we) need|when (?:i|we) need|need to say/,
    kind: 'NEED',
    confidence: 0.75,
  },
  want: {
    when: /\b(?:i|we|he|she|they|customer|client) (?:just |only |really |do |also )?wants?\b|^(?:also |still |now )?wants \b|\b(?:asks|asked) (?:us )?for (?:a|an|one|two|more|the|some|another)\b/,
    unless:
      /(?:it|machine|device|printer|copier|scanner|display|app) (?:always |now |still )?ask(?:s|ed)|want to (?:say|thank|share|let you know|praise|complain|cancel|leave)|all (?:i|we) want|what (?:i|we) want/,
    confidence: 0.7,
  },
  'you-should': {
    when: /\b(?:you|they|someone|u) (?:guys )?(?:really |also )?(?:should|need to|must|ought to|have to) (?:really |also )?(?:add|fix|make|improve|offer|change|update|include|provide|bring|put|train|answer|allow|let|support|consider|rethink|look|stop|send|build|sell|simplify)\b/,
    confidence: 0.8,
  },
  imperative: {
    when: /^(?:(?:and|also|just|so|hi|hello|hey|ok),? )?(?:add|include|bring back|give us|let (?:us|me)\b(?! know)|allow (?:us|me)|make it (?:possible|easier|simpler)|make (?:the|this|your)|fix|send (?:me|us|someone)|call me|stop sending|offer|support|get (?:this|it) fixed)\b/,
    confidence: 0.7,
  },
  suggest: {
    when: /\b(?:i|we)(?:'d| would)? (?:like to )?(?:suggest|propose|request|demand|insist)\b|\bmy (?:suggestion|request|proposal)\b|\bfeature request\b|\bsuggestion:/,
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
    when: /\bwhy (?:can't|don't|doesn't|isn't|cant|dont|isnt|doesnt|is there no|do (?:i|we) have to|on earth)/,
    confidence: 0.65,
  },
  workaround: {
    when: /\b(?:every|each) (?:single )?(?:time|day|morning|week|page|document|scan)\b.{0,60}\b(?:have to|has to|had to|need to|must|by hand|manually|end up|forced|restart|reboot)\b|\b(?:have|has|had|forced|end up|ended up)(?: to)?\b.{0,50}\b(?:by hand|manually|every (?:single )?time|each time|over and over)\b/,
    kind: 'NEED',
    confidence: 0.7,
    because: 'workaround',
  },
  'workaround-habit': {
    when: /\bwork ?-?arounds?\b|\b(?:so|instead|meanwhile|for now|that's why|until then|which is why),? (?:i|we|everybody|everyone|people|my staff|they) (?:now |just |always |simply |all )?(?:export|copy|type|print|carry|walk|use|keep|scan|photograph|take (?:a )?(?:photo|picture)s?|email|save|send|restart|unplug)/,
    kind: 'NEED',
    confidence: 0.65,
    because: 'workaround',
  },
  struggle: {
    when: /\b(?:hard|difficult|tricky|confusing|complicated|awkward) to\b|\bstruggl(?:e|es|ed|ing)\b|\b(?:can|could) never (?:find|remember|tell)\b|\btakes? (?:me |us |him |her )?(?:forever|ages|hours|way too long|too long|far too long)\b/,
    unless:
      /\b(?:not|isn't|never|wasn't|hardly) (?:too |so |that |very |at all )?(?:hard|difficult|tricky|complicated)|hard to (?:beat|fault|believe)/,
    kind: 'NEED',
    confidence: 0.6,
    because: 'problem',
  },
};

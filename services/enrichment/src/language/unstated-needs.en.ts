import { either, type RuleTable } from './rule.js';

/** Needs that nobody states: what people do instead, and what is hard for them. */
export const unstatedNeeds: RuleTable = {
  workaround: {
    when: either(
      /\b(?:every|each) (?:single )?(?:time|day|morning|week|page|document|scan)\b.{0,60}\b(?:have to|has to|had to|need to|must|by hand|manually|end up|forced|restart|reboot)\b/,
      /\b(?:(?:have|has|had|got|need|needed|forced) to|end up|ended up)\b.{0,50}\b(?:by hand|manually|every (?:single )?time|each time|over and over)\b/,
    ),
    unless: /\b(?:never|no longer|not|n't) (?:have|had|has|need) to\b|\bno need to\b/,
    kind: 'NEED',
    confidence: 0.7,
    rationale: 'workaround',
  },
  'workaround-habit': {
    when: either(
      /\bwork ?-?arounds?\b/,
      /\b(?:so|instead|meanwhile|for now|that's why|until then|which is why),? (?:i|we|everybody|everyone|people|my staff|they) (?:now |just |always |simply |all )?(?:export|copy|type|print|carry|walk|use|keep|scan|photograph|take (?:a )?(?:photo|picture)s?|email|save|send|restart|unplug)/,
    ),
    unless: /keep (?:booking|buying|choosing|coming|ordering|returning|using (?:you|your))\b|\balways use you\b/,
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  struggle: {
    when: /\b(?:hard|difficult|tricky|confusing|complicated|awkward) to\b|\bstruggl(?:e|es|ed|ing)\b|\b(?:can|could) never (?:find|remember|tell)\b|\btakes? (?:me |us |him |her )?(?:forever|ages|hours|way too long|too long|far too long)\b/,
    unless: either(
      /\b(?:not|isn't|never|wasn't|hardly) (?:too |so |that |very |at all )?(?:hard|difficult|tricky|complicated)/,
      /(?:hard|difficult) to (?:beat|fault|believe|choose between|find (?:a |any )?(?:better|faults?)|imagine an? (?:better|nicer)|leave(?=[.,!;]|$)|match|put into words|resist|say goodbye)/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'problem',
  },
};

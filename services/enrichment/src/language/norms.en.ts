import { either, type RuleTable } from './rule.js';

/** What customers take for normal, said as a norm. */
export const norms: RuleTable = {
  'has-to': {
    when: either(
      /\b(?:an?|the|every|any|hot|clean|fresh|paid) (?:[\w']{2,12} ){1,5}(?:has|have|got) to (?:last|hold|arrive|mean|stay|come)\b/,
      /\b(?:ought(?:n't)? to|oughta|must never|should never|shouldn't (?:need|have to|take|cost|be (?:this|so))|should at least|are meant to|is meant to|has got to|have got to) (?:[\w']{2,10})/,
      /\b(?:has to|have to|must|ought to|should) (?:always |at least )?be (?:just )?as (?:cheap|easy|fast|quick|simple) (?:as|for)\b/,
      /\b(?:an?|hot|the) (?:[\w']{2,12} ){1,3}should (?:be|mean|have) (?:an?|hot|cold|clean|free|ready|possible|easy|normal|the)\b/,
    ),
    unless: either(
      /\b(?:you|we|i) (?:ought|oughtn't|oughta|should|have|must)\b|\bmust be (?:an?|the|one|some)\b|\bhas to be (?:one of|the best|said|seen)\b/,
      /\bmust have been\b|\bnever (?:change|store|trust)\b|\bat the very least\b|\bshould be (?:here|there|arriving|fine|with you)\b|\?$/,
    ),
    confidence: 0.75,
  },
  'least-one-can-ask': {
    when: either(
      /(?:\b(?:not|isn't|is that|is it|that)|n't) (?:[\w']{2,8} ){0,3}(?:too |so |really )?(?:much|asking for the moon|a lot) to (?:ask|expect|want)\b/,
      /\basking for the moon\b/,
      /\b(?:the (?:very |bare )(?:least|minimum)|is the (?:least|minimum))\b|\b(?:is|am|are) entitled to\b/,
      /\b(?:customers?|guests?|passengers?|people|users?|we) deserves? (?:to|an?|better)\b|\bthat's how it should be\b|\bor it should be\b/,
      /\b(?:you'd|you would|one would|anyone would) expect (?!it to be (?:fine|there))|\bsurely (?:an?|the|you|they|it) .{0,40}\b(?:can|could|should)\b/,
      /\bno business \w{3,8}ing\b|\bno ?body should (?:need|have)\b|\bwhen (?:an?|the|you) .{3,40}\bit should (?:be|mean)\b/,
    ),
    unless: either(
      /\bat the least\b|\bthe least (?:of|i can do|favou?rite|expensive|crowded)\b|\b(?:better than|what) you(?:'d| would) expect\b/,
      /\bmore than (?:you'd|one would) expect\b/,
    ),
    confidence: 0.75,
  },
};

import type { RuleTable } from './rule.js';

/** Requests as people put them where suggestions are collected. */
export const proposals: RuleTable = {
  // What is asked for comes after it.
  'asked-for': {
    when: /\b(?:what|all|one thing) (?:i|we|users|developers|customers)(?:'d| would)? (?:really |still )?(?:want|need|like|love|wish|miss)(?: for| most| to see)? is\b|\b(?:all|what) (?:i|we)(?:'m|'re| am| are) asking for\b|\bwhat would (?:really |actually )?help\b|\b(?:what's|what is) (?:really |still )?needed is\b|\bthat's all (?:i|we) ask\b/,
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
};

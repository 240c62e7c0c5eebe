import { either, type RuleTable } from './rule.js';

const BAD =
  /(?:bland|bumpy|chilly|clunky|cramped|crowded|damp|dark|dated|dingy|dirty|draughty|dull|dusty|expensive|flimsy|fiddly|gloomy|greasy|grubby|jerky|laggy|loud|messy|musty|noisy|overpriced|pricey|pushy|rude|run[- ]down|scruffy|shabby|slow|smelly|steep|stiff|stuffy|tired|unfriendly|untidy|wobbly|worn)/;

/** What is dear, not quite good, or left undone. */
export const shortcomings: RuleTable = {
  'never-did': {
    when: /\b(?:you|they|nobody|no one|your \w{3,12}) (?:ha(?:ve|s) )?(?:ever|never) (?:actually |even |once )?(?:credited|explained|gave|given|informed|mentioned|offered|paid|posted|refunded|returned|sent|shipped|told|warned)\b/,
    unless: either(
      /\b(?:trouble|problem|reason|cause|smile|grief|let down|happy|away)\b/,
      /\byou (?:have )?ever\b|\bno one (?:\w{2,8} )?sent (?:here|this)\b|\bif\b|\?/,
    ),
    confidence: 0.7,
  },
  // A price that went up, and how.
  dearer: {
    when: either(
      /\b(?:bills?|charges?|fares?|fees?|premiums?|prices?|rates?|rent|subscriptions?|tariffs?)\b.{0,30}\b(?:(?:gone|went|going|put|is|are) (?:\w{3,8} )?up|up by|doubled|trebled|tripled|increased|raised)\b.{0,40}\b(?:without|and (?:no|nobody|not)|not (?:a|one)|for no|for (?:the same|less)|no (?:notice|reason|warning|word)|again|overnight|just like that|twice)\b/,
      /\b(?:put up|raised?|increased?|doubled|trebled|hiked|jacked up|put) (?:the|my|our|your|their|all) (?:\w{3,10} )?(?:bill|charge|fare|fee|premium|price|rate|rent|subscription|tariff)s?\b(?: up)?.{0,40}\b(?:without|and (?:no|nobody|not)|not (?:a|one)|for no|no (?:notice|reason|warning|word)|again|overnight|just like that|twice)\b/,
    ),
    unless:
      /\b(?:ha(?:s|ve)|did|does|will|may|can|could|would|should) (?:the|you|they|it|my)\b|\?|without (?:charge|extra|fees?)\b/,
    confidence: 0.75,
  },
  mildly: {
    when: new RegExp(
      `(?:^|\\b(?:a|just|was|were|is|are|too) )(?:little|bit|touch|tad) (?:too )?${BAD.source}\\b|(?:^|\\b(?:is|are|was|were|felt|seemed|looks?|looked|feels?|all) )(?:rather|slightly|somewhat|pretty|a little too|a bit too) (?:too )?${BAD.source}\\b|\\b(?:bit|little|touch|tad) too (?!much (?:of a|fun|for my (?:brother|wife|husband))|late\\b|good\\b)\\w{3,9} (?:for (?:me|us|my|our)|in|when|on)\\b`,
    ),
    unless: either(
      /\b(?:not|never|no|hardly|least|if|would|could|might|may|less)\b|n't\b/,
      /\b(?:i|we|i'm|we're|i was|we were|i am) (?:am |was |were |are )?(?:a |just )?(?:little |bit |rather |slightly )?(?:too )?(?:tired|rude|slow|loud|late|damp|stiff)\b/,
    ),
    confidence: 0.65,
  },
  shame: {
    when: /(?:^|[,;.:-] ?|\b(?:but|just|it's|is|was|such|only|real|bit of|and) (?:an? )?)(?:real |great |bit of a )?(?:shame|pity) (?:about|it (?:was|is|has|had|doesn't|didn't|isn't|wasn't|can't|won't)|that (?:the|it|you|there|your|nobody|one)|the|there (?:is|was|are|were)|your?)\b/,
    unless:
      /\b(?:no|would be|be a|not a|shame on|shame if) (?:shame|pity)|\b(?:shame|pity) (?:that )?(?:you(?:'re| are) (?:closing|leaving|retiring)|you can't give|to|we|i)\b|\bwe (?:had|have) to (?:go|leave)\b|\b(?:six|ten|more) stars\b|\?/,
    confidence: 0.65,
  },
};

import { cues } from './cues.js';

/** Phrases that alone prove no signal. */
export const englishCues = cues('en', {
  imperative:
    /^(?:(?:and|also|just|so|but|or|then|maybe|please|pls|plz|hi|hello|hey|suggestion|request|feature request|idea|proposal)[,:]? ){0,2}(?:add|allow|ask|avoid|bring|build|call|change|check|consider|create|cut|disable|drop|enable|expose|extend|extract|fix|get|give|have|hide|hire|implement|improve|include|increase|integrate|introduce|keep|leave|let|limit|lower|make|merge|move|offer|open|output|pass|provide|publish|put|raise|reconsider|reduce|release|remove|rename|replace|restore|return|send|separate|ship|show|simplify|sort|split|start|stop|supply|support|tell|train|translate|turn|unify|update|upgrade|use|unlock|link|group|highlight|warn|display|cache|treat|think|encrypt|switch to|do away|get rid|remember|automatically|ban|lift|adopt|clarify|document|rework|redesign|streamline|reintroduce|scrap|ditch|adjust|ensure|fold|pin|pre-fill|respect|tidy|undo|widen)\b(?!s)/,
  'advice-verb':
    /^(?:(?:also|just|so|but|and) )?(?:ask|avoid|bring|buy|check|do not|don't|go|order|sit|skip|take|try|use|wear|remember|beware|make sure)\b/,
  'noun-first':
    /^(?:an? |the |more |better |some |(?:built-in|native|full|proper) )?(?:ability|option|possibility|support|way|button|setting|shortcut|integration|api|mode|feature|toggle|switch|filter|widget|version|notification|dark (?:mode|theme))s? (?:to|for|of|in|on|that|which|so)\b/,
  facility:
    /\b(?:an?|some|the|any|more) (?:\w{2,14} )?(?:ability|option|possibility|support|way|setting|shortcut|mode|method|property|event|api|function|button|feature) (?:to|for|that|which|so)\b/,
  'no-facility':
    /\b(?:no|not a|without an?|isn't an?|is not an?|lacks?|lacking|missing|miss|lack of) (?:\w{2,14} )?(?:way|option|ability|possibility|support|setting|method|property|api|function|button|feature)\b/,
  ought:
    /\b(?:it|this|that|there|which|app|users?|customers?|people|developers?|one|apps|\w{3,14}s|\w{4,14}) (?:really |also )?(?:should|must|ought to|has to|have to|needs? to)\b/,
  'ought-be':
    /\b(?:should|must|ought to|needs? to) (?:also |really |always |at least )?(?:be|have|allow|support|include|provide|show|offer|work|come)\b/,
  'you-ought':
    /\b(?:you|u|they) (?:guys |really |also |all )?(?:should|need to|must|have to|ought to|could|can|might)\b/,
  'would-be': /\b(?:would|wud|'d|might|could) (?:also |really |very |truly )?be (?:\w{2,10} )?(?:\w{4,14})\b/,
  'would-verb':
    /\b(?:would|wud|'d) (?:also |really |definitely |certainly )?(?:help|make|give|save|allow|love|like|appreciate|prefer|rather|benefit|welcome|vote|suggest|propose)\b/,
  'would-help-nobody':
    /\b(?:that way|this way|this would|that would|it would (?:make|save|reduce|help|allow)|so that|this makes?|which would|this could)\b/,
  needs: /\b(?:needs?|requires?|could use|could do with|wants?|lacks?|misses)\b/,
  'i-need':
    /\b(?:i|we|my \w{2,12}|our \w{2,12}) (?:really |urgently |badly |just |still |only |also )?(?:need|want|require|miss|demand|ask|request|suggest|propose|expect)\b/,
  missing:
    /\b(?:is|are|'s|only thing|still) missing\b|\bthe only thing\b|\bone thing\b|\bonly (?:wish|complaint|request|thing|problem|downside)\b/,
  condition:
    /\bif (?:you|it|there|they|only|we|i|the \w{2,14}) (?:\w{2,10} ){0,2}(?:could|would|had|were|was|added|add|fix|fixed|made|allowed|let)\b/,
  stars: /\b(?:stars?|rating|\d\/5)\b/,
  wish: /\b(?:wish|wished|wishes|hoping|hope|hopefully)\b/,
  please: /\b(?:please|pls|plz|kindly)\b/,
  'could-you': /\b(?:can|could|would|will) (?:you|u|we|someone|the \w{3,12})\b/,
  'how-about':
    /\b(?:how about|what about|why not|any chance|any plans?|why can't|why don't you|would it be possible|is it possible)\b/,
  thanks: /\b(?:thanks?|thank you|thx|cheers|grateful)\b/,
  'asks-fact':
    /^(?:(?:so|and|hi|hello|but|sorry),? )?(?:who|what|when|where|which|how|does|do|did|is|are|was|can i|will)\b.{0,160}\?$/,
  asks: /\?/,
  quoted: /^["“'].{3,200}["”']\.?$/,
  'own-words':
    /\b(?:we are (?:working|considering|looking|sorry|pleased|happy)|we will|we'll|we're (?:sorry|working)|our (?:team|customers|guests|service)|thank you for (?:your|the|contacting)|status changed|release notes|what's new|you can now|dear (?:guests|customers|passengers))\b/,
  'advice-frame':
    /\b(?:if you(?:'re|'d)?|make sure|don't forget|you can|you will|you'll|you may|best to|tip:|pro tip|recommend|everyone|anyone)\b/,
  story:
    /\b(?:i|we|he|she|they) (?:was|were|had|went|got|took|bought|stayed|used|asked|called|downloaded|found|came|paid|ordered|waited)\b/,
  now: /\b(?:currently|right now|at the moment|as of (?:now|today)|so far|for now|today|still|no longer|any more|anymore)\b/,
  denial: /\b(?:not|never|no|none|nothing|nobody|without|cannot|cant|dont|doesnt|didnt|wont|isnt)\b|n't\b/,
  contrast: /\b(?:but|however|though|although|except|unfortunately|sadly|instead|yet)\b/,
  again: /\b(?:again|every time|each time|keeps?|always|still|constantly|twice|third)\b/,
  since:
    /\b(?:since|after|ever since) (?:the |this |last |latest |new |your |my )?(?:\w{2,10} )?(?:update|upgrade|version|install\w{0,7}|change|repair|week|month|monday|yesterday)\b/,
  others: /\b(?:other|others|competitors?|elsewhere|old one|used to|previous|like (?:in|on)|as (?:in|on))\b/,
  figures: /\d/,
  praise:
    /\b(?:love|great|awesome|excellent|best|perfect|amazing|nice|good|useful|helpful|easy|fun|super|brilliant|friendly|cool|enjoy\w{0,3})\b/,
  blame:
    /\b(?:bad|worst|terrible|awful|horrible|useless|hate|annoying|sucks?|poor|rubbish|slow|broken|crash\w{0,3}|bugs?|wrong|fail\w{0,2}|stupid|waste|disappoint\w{2,3}|ridiculous|rude|dirty|cold|late|noisy|lost)\b/,
});

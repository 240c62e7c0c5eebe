import { either, inSentenceWithout, type RuleTable } from './rule.js';

/** Leaving, and thinking of it. */
export const churn: RuleTable = {
  cancel: {
    when: either(
      // A contract.
      /\b(?:cancel\w{0,4}|terminat\w{1,3}|not renew\w{0,3}|won't renew|end(?:ing)?)\b (?:[\w']{1,12} ){0,3}(?:contract|lease|leasing|subscription|agreement|account|maintenance|membership)\b/,
      /(?:\b(?:won't|not|not be|not to)|n't) renew\w{0,3}\b|\bno reason to renew\b/,
      // An account.
      /\bclos(?:e|ing) (?:both |all |my |our |the |this ){1,2}accounts?\b/,
      /\b(?:i|we)(?:'ve| have)? (?:now |just |already |finally |today )?closed (?:my|our|both|all) (?:\w{1,12} ){0,2}accounts?\b/,
      // Announced.
      /\b(?:i'm|i am|we're|we are|i'll|we'll|i will|we will|going to) cancel(?:l?ing)?(?=[.,!;]|$| (?:if|unless|everything)\b)/,
    ),
    unless: either(
      // Not wanted.
      /(?:not|n't|never) (?:want to |going to |planning to )?(?:cancel|terminate|end)\b/,
      // Other senses of end.
      /(?:in|at|by|until) the end(?! of)/,
      /end of (?:the|my|our|this) (?:contract|lease|leasing|subscription|agreement|account|maintenance|membership)/,
      // Left others, and perhaps came to whom this is told.
      /(?:i|we) cancelled (?:the|our|my) (?:old|other)|(?:my|our) other accounts?\b(?! (?:here|with you))/,
      /accounts? (?:at|with) (?:my|our|the|an?) (?:other|old|previous|former)\b/,
      /closed .{0,60}\band (?:have |now |then ){0,2}(?:came|moved|switched|brought|transferred) (?:\w{1,12} ){0,3}to you\b/,
      // Thought better of it.
      /(?:wanted|was going|were going|about) to (?:cancel|end) .{0,60}\bchanged (?:my|our) minds?\b/,
      // Praised: one can.
      /\bcan (?:\w{3,8} )?cancel .{0,60}\b(?:with (?:a|one|two) clicks?|any ?time|online)\b(?!.{0,80}\?)/,
      // Another’s.
      /(?:account|contract|subscription) (?:at|with) another\b/,
      /my (?:late|deceased) (?:\w{0,5}father|\w{0,5}mother|husband|wife|aunt|uncle)\b/,
      // Closed by mistake.
      /accidentally closed|closed .{0,40}\b(?:by (?:mistake|accident)|accidentally)\b/,
    ),
    confidence: 0.85,
  },
  switch: {
    when: either(
      /\b(?:switch\w{0,3}|chang(?:e|ing)|mov(?:e|ing)|go(?:ing)?|look\w{0,3}) (?:over |back |elsewhere|for |at )?(?:to |for )?(?:a |an |the |your )?(?:competit\w{2,6}|different|other|another|new) ?(?:supplier|vendor|provider|brand|company|dealer|manufacturer)?/,
      /\b(?:leaving|leave|dropping) you(?: guys| all)?(?:[.,!;]| (?:for|after|soon|now|because|if|unless|and)\b|$)/,
      // Goes elsewhere.
      /\btak(?:e|ing) (?:our|my) (?:business|custom) (?:elsewhere|to (?!you))|\bgo(?:ing)? elsewhere\b/,
      /\b(?:driv(?:e|ing)|cycl(?:e|ing)|walk(?:ing)?|(?:take|taking|go|going) (?:the|by) (?:car|bus|coach|bike|train|plane|tram)|(?:shop|bank|book|eat|buy|order|stay)(?:ping|ing)? (?:\w{1,8} ){0,2}(?:elsewhere|next door|across the (?:road|street)))(?: to \w{1,12})? (?:from now on|in future|for good)\b/,
      /\b(?:moved|moving|took|taken|taking) (?:my|our|all) (?:\w{1,12} ){1,2}elsewhere\b/,
      // A threat.
      /\bif\b[^,.]{1,60}, (?:then )?(?:i'm|i am|we're|we are|i'll be|we'll be) (?:out|gone|off)(?=[.,!;]|$)/,
      /\bif\b[^,.]{1,60},? (?:then )?(?:i|we)(?:'ll| will|'m going to| am going to|'re going to| are going to) (?:be )?(?:(?:switch|mov)(?:e|ing)? (?:over )?to (?!the |an? |my |our )|leav(?:e|ing)(?=[.,!;]|$| you\b))/,
      /\b(?:i|we)(?:'ll| will) (?:be )?(?:switch|mov)(?:e|ing)? (?:over )?to [^,.]{2,30} (?:if|unless)\b/,
    ),
    unless: either(
      // Another thing, not another provider.
      /(?:look|looking|go|going|change|changing|switch|switching|move|moving) (?:for |at |to )?(?:a |an |the )?(?:different|other|another|new) (?!supplier|vendor|provider|brand|company|dealer|manufacturer)/,
      /(?:other|another|different|new)$/,
      // Stays.
      /(?:not|n't|never) (?:switch|change|go|leave|leaving|look)|for good measure/,
      /(?:never|not|n't|no) (?:(?:ever|good|really|see an?y?) )?(?:need|reason|want|wish) to (?:switch|change|go|leave)\b(?!,? but)/,
      /why (?:should|would) (?:any(?:one|body)|i|we|you) (?:ever )?(?:change|go|leave|switch)\b/,
      // Leaves for a time.
      /leav(?:e|ing) you for (?:\w{1,6} ){1,2}(?:days?|weeks?|hours?)\b/,
      // Thanks for what makes it possible.
      /thank(?:s to| you for|s for) (?:the|your) (?:new |extra |bigger |second |free |longer ){1,2}(?:bike |bus |cycle |tram )?(?:car park|garage|lanes?|line|parking|path|racks|route|shuttle|station|stop)\b/,
    ),
    confidence: 0.8,
  },
  'never-again': {
    when: either(
      // Never.
      /(?:\b(?:will|would|shall|i'm|we're)|'ll|'d|^) (?:definitely |certainly )?never (?:ever )?(?:buy|buying|order|ordering|use|using|come|rent|lease|book|stay|shop|do business)\b/,
      /^never (?:ever )?(?:buy|buying|order|ordering|use|using|rent|lease|book|booking)\b/,
      /\bnever (?:ever )?again\b/,
      /\bnever (?:buy|buying|order|ordering|use|using|come|coming|book|booking|stay|staying|shop|shopping)\b.{0,40}\bagain\b/,
      // For the last time.
      /\blast (?:printer|machine|copier|device|order|time) (?:i|we|you)(?:'ll| will)? (?:ever )?(?:buy|place|order|book|use|shop|come|stay|rent|lease|get|see|give|spend)\b/,
      /\b(?:this|that|it) (?:was|is|will be) (?:\w{3,10} )?(?:my|our) (?:very )?last (?:stay|visit|order|booking|purchase|trip|journey|flight|parcel|delivery|meal|repair|contract)\b(?! (?:before|of the (?:day|year|season|tour|trip)))/,
      // No more.
      /\bdone with (?:you|your|this (?:airline|bank|brand|chain|company|courier|hotel|insurer|provider|shop|store))\b/,
      /\bwon't (?:buy|order|be buying|be ordering|come back)\b/,
      /\b(?:i|we)(?:'ll not| will not| won't) (?:buy|order|come back|be back|return)\b(?! (?:before|until|till|by|in|at|from|it|them|this|the|my|our|your|another|any\w{3,5} else|elsewhere)\b)/,
      /\b(?:i|we)(?:'m|'re| am| are) not coming back\b(?! (?:before|until|till|by|from)\b)/,
    ),
    unless: either(
      // Never does so, or did so last time.
      /never (?:use|using) (?:the|this|that|it|duplex)|last time (?:i|we) (?:called|checked|looked|spoke|wrote)/,
      // Never goes to another.
      /never (?:(?:ever|again) )?(?:(?!(?:again|and|but) )\w{1,10} ){1,4}(?:(?:another|any other) (?:airline|app|bank|brand|company|courier|hotel|provider|shop|store|supplier)\b(?! (?:from|like|of) (?:this|you))|any(?:where|one|body|thing) else\b(?! (?:from|with) (?:you|this))|elsewhere\b)/,
      // Never without it.
      /never (?:ever )?again (?:without|had|have to|miss|worry|need|forget)\b/,
      // The last of the year, with somebody, or a good one.
      inSentenceWithout(
        /\bnever (?:ever )?again\b/,
        /\blast \w{4,8} (?:(?:for )?this (?:year|season|summer|winter)\b|with (?:my|our|the) (?:late |dear |old |little )?(?:dad|father|mum|mom|mother|parents|grand\w{2,8}|husband|wife|partner|son|daughter|kids|children|sister|brother|family|friends?|dog)\b|and (?:it|they|all|everything) (?:(?!(?:not|never|hardly|barely|too) )\w{2,10} ){0,4}(?:perfect\w{0,2}|great|lovely|fine|good|wonderful|early|fast|quickly|well|safely|on time)\b)/,
      ),
    ),
    confidence: 0.8,
  },
  'give-back': {
    when: either(
      /\b(?:return|returning|send|sending|give|giving) (?:it|this|them|the (?:printer|machine|scanner|copier|device|thing)) (?:back|to you)\b/,
      /\b(?:want|like|going) to return (?:it|this|them|the|my|our|both|everything|these|those|an?)\b/,
      /\bgoing back to the (?:shop|store|dealer)|\bmoney back\b/,
    ),
    // Asked for or paid already, and no more.
    unless: either(
      /\b(?:can|could|may|when|where|how|do|did|will) (?:\w{1,8} ){0,2}(?:i|we|you) .{0,30}\bmoney back\b/,
      /\bgot (?:(?!(?:no|want) )\w{1,10} ){0,5}(?:my|our|the|his|her) money back\b/,
      /return the (?:favou?r|compliment|(?:next|following|same) (?:day|week|year))\b/,
      /money[- ]back (?:guarantee|offer)/,
    ),
    confidence: 0.65,
  },
  evaluating: {
    when: either(
      /\b(?:evaluating|comparing|considering|checking out|looking (?:at|into|around)|getting|asked for|asking for|have)\b.{0,40}\b(?:alternatives?|competit\w{2,6}|other (?:offers|vendors|suppliers|brands|providers)|quotes?|offers? from)\b/,
      /\b(?:evaluating|comparing|trialling|testing|trying out|looking at)\b.{0,50}\b(?:may|might|could|will|we'll) (?:well )?(?:leave(?! (?:an?|it)\b)|move (?:over|by)|switch(?! o(?:n|ff)\b))\b/,
    ),
    unless: /no (?:other|alternative)|without alternative/,
    confidence: 0.7,
    rationale: 'comparison',
  },
  farewell: {
    when: either(
      /\b(?:you(?:'ve| have)?|they(?:'ve| have)?) (?:just |now )?lost (?:an?(?:other)?|two|a whole) (?:\w{2,10} )?(?:customer|client|family|guest|passenger|subscriber|user)s?\b/,
      /\b(?:i'm|we're|i am|we are|am|are) (?:off to|moving (?:our|my) (?:accounts?|business|money|custom)|leaving (?:you|for|after)|(?:done|through|finished) with (?:you|this|your|them))\b/,
      /\b(?:i|we)(?:'m|'re|'ll| am| are| will|) not (?:be )?(?:coming|come) (?:back|here again)\b|\bwon't be coming back\b|^not coming back\b/,
      /(?:^|\b(?:i|we)(?:'m|'re| am| are)? )(?:won't|wont|will not|shan't|not going to|not gonna) be \w{2,12}ing\b.{0,40}\b(?:again|any ?more|in future|in the future|any longer)\b(?! (?:un)?til\b)/,
      /\bwon't (?:be back|see (?:me|us) again)\b|\b(?:say|saying) good ?bye\b|^(?:goodbye|farewell),? (?:after|for good|and good riddance)/,
      /^(?:uninstalled|unsubscribed|cancelled|deleted)(?:[.!]|$)|\bthat was (?:my|our|the) last (?:order|visit|booking|stay|trip|time (?:i|we))\b/,
    ),
    unless: either(
      /\b(?:hate|sad|sorry) (?:to|that)\b.{0,20}(?:say|saying)|(?:\b(?:not|never|no one|nobody)|n't) (?:\w{1,8} ){0,3}(?:say|saying) good ?bye/,
      /\b(?:by accident|by mistake|accidentally)\b|\b(?:went|was|were|ran) (?:so |very |really )?(?:well|great|fine|perfect\w{0,2}|smooth\w{0,2})/,
      /for (?:an?|two|three|a few|\d) (?:days?|weeks?|months?)\b|\buntil (?:may|next|spring|summer|after)/,
      /(?:off to|leaving) (?:bed|work|school|sleep|the airport|at \w{2,6} o'?clock)\b|last (?:trip|stay|visit|order) (?:this|of the|before)/,
      /leaving (?:at|for) (?:\d|noon|midnight|the (?:week|airport|station))/,
    ),
    confidence: 0.75,
  },
  'one-more-and': {
    when: either(
      /\b(?:one more|another|if (?:it|this|that) (?:goes on|happens again|keeps)|next)\b.{0,60}\b(?:and|then|,) (?:i'm|we're|i am|we are|i'll be|we'll be) (?:gone|off|out|leaving|done|buying)\b/,
      /\bif\b.{0,60}, (?:i'm|we're|i am|we are) (?:gone|out|off|leaving)\b/,
      /\b(?:thinking (?:of|about)|considering) (?:moving|changing|taking|switching|leaving|going)\b.{0,40}\b(?:elsewhere|account|garage|bank|provider|you|mortgage|hotel|else)\b/,
      /\b(?:from now on|next (?:time|summer|year)|in future)\b.{0,40}\b(?:someone else|somebody else|somewhere else|elsewhere|another|a different|down the road)\b/,
      /\bstarted (?:looking|to look) at (?:alternatives|other)\b/,
    ),
    unless: /\bgood reason|\bnever\b|\bnot? (?:\w{2,8} )?(?:thinking|considering)|\bto you\b/,
    confidence: 0.75,
  },
  gone: {
    when: either(
      /\b(?:i've|i have|we've|we have|i|we) (?:now |just |already )?(?:moved|taken|transferred|switched) (?:my|our) (?:[\w']{2,10} ){1,3}(?:to|elsewhere)\b/,
      /\b(?:returned|tore up|cut up|handed (?:in|back)|binned|gave back) (?:my|our|the) (?:\w{2,10} ){0,3}(?:card|pass|ticket)\b/,
      /\b(?:deleted|closed|cancelled|canceled|ended) (?:my|our|the) (?:\w{2,12} ){0,3}(?:account|box|contract|subscription|membership|plan|premium|app|policy)\b/,
      /\b(?:took|taken|taking|pulled) (?:everything|(?:all )?(?:my|our) (?:money|pensions?|savings)|the lot) out\b/,
      /\b(?:contract|licence|membership|plan|policy|subscription) (?:ends|expires|lapses|runs (?:out|till|until))\b.{0,20}\band (?:then |that |after that )?(?:it's|it is|will be|i'm|we're|is|we|i) (?:\w{2,5} )?(?:adieu|bye|done|good ?bye|gone|it|off|out|over)\b/,
      /\b(?:i'm|we're|i am|we are|i'll be|we'll be) (?:now )?(?:taking|bringing|moving) (?:my|our|the) (?:bike|boiler|car|cat|child|dog|eyes|kids?|phone|teeth|washing|\w{3,8}) to (?:an?other|a different) (?!room\b|table\b|floor\b|seat\b|home\b)\w{3,12}\b/,
      /(?:\bnot|n't) (?:sure|know) (?:if |whether )?(?:i|we)(?:'ll| will) (?:bother (?:with )?)?(?:renew|stay|come back|keep (?:it|this|the))(?:ing)?\b/,
      /\b(?:premium|app|account|subscription|membership) (?:deleted|cancelled|canceled|closed)\b|\buninstalled\b|\bi've (?:now )?cancell?ed(?=[.,!]|$)/,
      /\b(?:gave up on|given up on|sick of|bought a car because of) (?:the (?:app|bank|bus|line|shop|train)|you|them)\b|\bfirst and last time\b/,
      /\b(?:won't|shan't|wouldn't) (?:be (?:setting foot|extending|renewing|using (?:you|this|it) again)|let (?:them|you) .{0,30}\bagain)\b/,
      /\bdoubt you'll see\b|\banother (?:job|penny|order) out of (?:me|us)\b/,
    ),
    unless: either(
      /\b(?:by accident|accidentally|by mistake|you (?:deleted|closed|cancelled)|(?:they|somebody|the bank|the shop) (?:deleted|closed|cancelled))\b/,
      /\breinstalled\b|\b(?:trial|other|old) account\b|\bmoved (?:my|our) (?:appointment|booking|delivery|date)\b|\bto (?:you|yours)\b/,
    ),
    confidence: 0.75,
  },
  'about-to-go': {
    when: either(
      /\b(?:tempted to|this close to|thinking of|about to|time to) (?:follow|leave|leaving|switch|switching|uninstall|uninstalling|cancel|cancelling|quit|quitting)\b/,
      /\bseriously (?:considering|thinking)\b|\bmight have to go back to\b|\breviewing whether\b|\bnot sure (?:i'll|we'll|i|we) (?:stay|keep|renew)\b/,
      /\bif (?:the|your) (?:\w{2,8} ){0,2}(?:fees?|prices?|fares?) (?:goes|go) up\b.{0,20}\b(?:gone|out|off|leav\w{1,3})\b/,
      /\bfrom (?:now|here) on (?:it's|i|we|i'll|we'll)\b/,
      /\b(?:i'll|we'll|i will|we will) (?:be using|use|find|go with|try) (?:an?other|a different|someone else)\b/,
      /\b(?:sooner|rather) (?:walk|swim|drive|cycle)\b|^switching\b|\bbut i'm leaving\b/,
    ),
    unless: /\bnever\b|\bto you\b|\bglad\b|\bhappy\b|\bbest\b/,
    confidence: 0.75,
  },
};

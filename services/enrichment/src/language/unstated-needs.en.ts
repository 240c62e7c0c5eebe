import { either, type RuleTable } from './rule.js';

/** All is well: the same words then tell of luck, of habit or of good service. */
export const WELL =
  /\b(?:love[sd]?|lovely|adores?|great(?:er|est)?|perfect(?:ly)?|brilliant|fantastic|excellent|wonderful|awesome|superb|delighted|pleased|grateful|(?:so|very|really|much|far|lot|even|way) (?:better|easier|faster|happy|kind|nicer|quicker)(?! (?:at|back|before|by|elsewhere|in|on|when|with)\b)|so (?:attentive|friendly|helpful|kind|polite)|thank(?:s| you)|what a (?:party|star|treat)|enjoy\w{0,3}|for fun|like (?:to|them)|fond of|favou?rite|can't do without|(?:straight|right) away|with a smile|turned out (?:to be )?(?:great|fine|well|included|it (?:came|was)))\b/;

/** What was tried again and again. */
export const unstatedProblems: RuleTable = {
  counted: {
    when: either(
      /(?:^|[,;:(] ?|@\w{3,20} |\b(?:i|we|'ve|has|have|had|i'm|already|now|am|are|and|been) )(?:now |also |been |had .{3,20} |already ){0,2}(?:applied|asked|asking|been (?:back|here|in|out)|called|changed|chased|chasing|complained|contacted|corrected|e-?mailed|entered|explained|filled|gone in|installed|messaged|opened|phoned|rang|rearranged|rebooked|redone|reinstalled|replaced|reported|requested|reset|returned|rung|sent|submitted|taken|texted|told|transferred|tried|uploaded|went (?:back|down|in|to)|wrote|written|writing)\b.{0,60}\b(?:twice|(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|many|countless) (?:more )?times|over and over|on (?:two|three|four|several) (?:separate )?occasions|(?:[a-z]{3,6}days|days|weeks|months) (?:running|in a row)|for the (?:second|third|fourth|fifth|sixth|seventh|[2-9](?:nd|rd|th)|1\dth) (?:time|\w{3,5} in a row|\w{3,5} running))\b/,
      /\b(?:driver|engineer|fitter|man|plumber|technician)s? .{0,12}\b(?:came|come|been here|been out)\b.{0,20}\b(?:twice|times)\b/,
      /^(?:@\w{3,20} )?(?:after )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) (?:phone |separate )?(?:calls|e-?mails|mails|letters|visits|tickets|messages|attempts|technicians|engineers|appointments|tweets|dms|reminders|complaints|replacements|agents|plumbers)(?:[,.]|$| later| so far| to \w{2,5}| and (?:an?|no|still|two|three|\d))/,
      /\b(?:second|third|fourth|fifth|sixth|seventh|[2-9](?:nd|rd|th)|1\dth) (?:\w{3,9} )?(?:appointment|attempt|claim|complaint|e-?mail|engineer|form|letter|log file|message|plumber|replacement|reminder|request|technician|ticket|visit)\b.{0,40}\b(?:same|about|i|we|i'm|i've|we've|sent|written)\b/,
      /\b(?:call|claim|complaint|e-?mail|letter|message|ticket|visit|replacement) number (?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b/,
      /^(?:second|third|fourth|fifth|sixth|seventh|[2-9](?:nd|rd|th)|1\dth) [^,.]{2,40},(?: [^,.]{2,30},)? (?:and )?(?:the )?same (?!comfort|good|quality|size|taste)/,
      /^for the (?:second|third|fourth|fifth|sixth|seventh|[2-9](?:nd|rd|th)|1\dth) \w{3,7} (?:in a row|running),? (?:i|we)(?:'m|'re| am| are| have| had)? (?:to )?(?:ask|call|phon|r[ai]ng|wait|writ)/,
      /\b(?:twice|times) and (?:each|every) time\b/,
      /^(?:@\w{3,20} )?(?:second|third|fourth|fifth|sixth|[2-9](?:nd|rd|th)) (?:missed )?(?:call|dm|e-?mail|letter|mail|message|ticket|tweet|visit)(?:,| to | about | today)/,
      /\bto (?:three|four|five|six|\d) (?:different )?(?:agents|colleagues|departments|drivers|people)\b/,
    ),
    unless: either(
      WELL,
      /\b(?:both|all three|each|every) times? (?:they|he|she|somebody)\b|\b(?:proper|quick|friendly) (?:answer|reply)\b|\bgot (?:\w{3,8} ){0,2}twice\b/,
      /\bpicked up\b|\bstraight\b/,
    ),
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
  // Monday, Wednesday, and today again.
  'day-by-day': {
    when: either(
      /(?<!\b(?:colleague|team|he|she|they) )\b(?:applied|asked|asking|called|claimed|complained|e-?mailed|filled|opened|phoned|rang|rearranged|reported|requested|sat|sent|submitted|told|took|tried|went|wrote|written)\b(?! you\b).{0,50}\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|easter|yesterday|last (?:week|night|month)|this morning|the (?:first|second|third|fifth|ninth|tenth))\b.{0,40}(?:\bagain\b|\bthen (?:for|in|on|by)\b|(?:,|and) (?:i |we |then )?(?:asked|called|emailed|phoned|rang|reopened|resent|sat|sent|told|tried|went|was in|were in|wrote)\b)/,
      /\b(?:asked|claimed|explained|filled in|reported|sent|told)\b.{0,40}\b(?:by (?:e-?mail|mail|phone|post|text)|in person|in the (?:app|chat)|online)\b.{0,30}(?:,|\band|\bthen)(?: \w{2,5})? (?:at the|by|in the|on|over the|read out)\b/,
      /\b(?:i|we)(?:'d|'ve)? (?:asked|call|called|complained|emailed|phoned?|rang|reported|ring|tried|wrote) again\b(?!.{0,40}\b(?:and (?:it|this)|worked)\b)/,
      /\b(?:called|e-?mailed|messaged|phoned|rang|rung|texted|visited|written|wrote),?(?: and)? (?:called|e-?mailed|messaged|phoned|rang|rung|texted|turned up|visited|written|wrote)\b/,
      /\b(?:asked (?!for help)[^,]{2,30}, asked|called [^,]{2,30}, called|emailed [^,]{2,30}, emailed|phoned [^,]{2,30}, phoned|rang [^,]{2,30}, rang|sent [^,]{2,30}, sent|submitted [^,]{2,30}, resubmitted|told [^,]{2,30}, told|tried [^,]{2,30}, tried|wrote [^,]{2,30}, wrote)\b/,
    ),
    unless: WELL,
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'repeated attempt',
  },
  'from-the-start': {
    when: either(
      /\b(?:each|every) (?:day|month|time|week|year) (?:i|we) (?:ask|call|chase|complain|phone|ring|write)\b.{0,20} and (?:each|every)\b/,
      /\b(?:sent|took) (?:it|them|that|the \w{3,12}) back, .{3,40}\b(?:sent|took) (?:it|them|that|this) back\b/,
      /\b(?:each|every) ?time (?:i|we) (?:call|ring|phone|write|ask|contact|e-?mail|complain|chat|report|open \w{2,6} .{0,40}\bagain\b)\b(?! for help)/,
      /^each time (?:a (?:different|new)|another|i'm (?:asked|told)|somebody|the same)\b/,
      /\b(?:start|started|starting|begin|describe|tell|telling|explain|explaining|fill(?:ed)?|enter|entered|type)\b.{0,40}\b(?:all over|from scratch|from the (?:very )?(?:start|beginning|top))\b/,
      /\b(?:passed|transferred|referred|pushed|bounced|sent) (?:on |around |back and forth )?(?:from|between)\b.{0,50}\b(?:back|again|then)\b/,
      /\b(?:again|another (?:go|try|attempt)|tried|rang|called)\b.{0,40}\b(?:exact )?same (?:answer|error|fault|message|problem|reply|result|story) (?:again|as (?:before|last|on|the|yesterday))\b/,
      /\bround in circles\b|\bback to square one\b|\b(?:i|we)(?:'ve| have)? lost count\b|\bas (?:i|we)(?:'ve| have)? already \w{3,9}\b/,
      /\bas (?:i|we) (?:told|wrote|explained)\b.{0,40}\b(?:before|yesterday|last week|twice)\b/,
      /\b(?:i'm|i am|we're|we are|still|again|been) (?:chasing|following up)\b/,
      /\b(?:i|we) (?:have to |had to )?keep (?:on )?(?:asking|calling|chasing|complaining|e-?mailing|explaining|phoning|reminding|reporting|resending|ringing|sending|writing)\b/,
      /\bon hold again\b|\banother round of\b|\byet another (?:call|e-?mail|form|letter|message|ticket|visit)\b/,
      /\b(?:two|three|four|five|six|\d) (?:agents|engineers|fitters|people|plumbers|technicians) have (?:been|looked|tried)\b|^again (?:he|i|they|we)\b/,
      /\b(?:brought|sent|taken|took) .{2,20} (?:back|in) again\b/,
      /\btried (?:two|three|four|five|several|every) (?:different |other )?(?:accounts?|browsers?|cables?|cards?|computers?|devices?|numbers?|phones?)\b/,
      /\b(?:i|we)(?:'ve| have)? (?:already )?(?:asked|complained|flagged|raised|reported) .{3,50}\balready\b/,
    ),
    unless: either(WELL, /\b(?:picked up|answered|helped|there within|in five minutes)\b/),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'repeated attempt',
  },
};

/** What others, or the same one in former days, have and do. */
export const unstatedExpectations: RuleTable = {
  // Better than it was, or plain history, is no comparison to anybody's harm.
  'former-days': {
    when: either(
      /\b(?:the|my|our|your) (?:old|older|previous|last|former) (?:(?!and |bus |day |month |night |order |stay |time |train |trip |update |visit |week |year )[\w']{2,12} ){1,4}(?:allowed|found|came with|cost|held|survived|used to|was made of|woke|worked|at least|could|did|fitted|gave|had|just|kept|knew|lasted|let|managed|needed|opened|raised|remembered|sent|showed|took|used to|was (?:open|included|free)|you could)\b/,
      /^(?:in|up to|until|on|under|with|at) (?:the |my |our )?(?:old|older|previous|last|former|version \d\w{0,3}|earlier)\b.{3,60}\b(?:could|had|let|kept|compiled|worked|showed|remembered|took|lets?|one|you|i|was open|included)\b/,
      /^(?:at|with) (?:the other|my (?:last|other|old|previous|former)) (?:agency|bank|branch|broker|clinic|dentist|firm|garage|gym|hospital|hotel|insurer|landlord|library|one|pharmacy|place|practice|provider|school|shop|supplier|surgery),? (?:\w{2,12} ){1,4}(?:free|included|got|had|could|came|did|rang|sent|gave|was|were)\b/,
      /^(?:ever )?before (?:the |your |this |my |it was )?(?:\w{3,10} )?(?:update|upgrade|redesign|merger|change|takeover|service|repair|move|new \w{3,8})\b/,
      /\b(?:better|fine|easier|faster|ok|okay|simpler|quicker) (?:before|back (?:then|when)|in the old)\b/,
      /\b(?:you|you guys|we|i|they|it|one|'s \w{3,10})(?:'d)? used to (?:be able|get|give|have|let|offer|ring|send|show|wrap|include|do|take|work|answer|know|find|come|open|allow|support)\b/,
      /\b(?:twenty|ten|five|fifteen|\d{1,2}) years ago (?:the|it|this|you|i|we)\b/,
      /\b(?:firm|one|place|tool|provider|version|system|app|thing|people|machine|company|lot|courier) (?:(?:that|which) )?(?:we|i) (?:came from|had (?:before|in|last|at)|used (?:before|at)|were with before)\b/,
      /\b(?:where|when) (?:i|we) lived\b|\bwas .{2,15} back then\b|\bworked (?:\w{2,8} )?(?:before|until) (?:the|this|you|your)\b/,
    ),
    unless: either(
      WELL,
      /\b(?:until (?:the|it|they) \w{3,12} (?:closed|was|were)|as a child|1[89]\d\d|20[01]\d|one click|no longer have to|automatic|charged (?:twice|three)|three times as much|broke|died|gave (?:out|up)|now (?:it's|it is|they're|they are) (?:above|at|behind|below|called|named|next to|on|under)|was (?:broken|slow|awful|loud|worse|terrible|bad|red|called|moved)|took (?:a week|ages|hours|forever|days)|(?:this|the new) one(?:'s| is| has| it's)|now (?:it|they|there)(?:'s| takes| is| are) (?:a|one|two|2\d|done|only|just)|it's great now|used to (?:need|take (?:an?|us|me|hours|days|weeks|ages|forever|\w{2,5} (?:minutes|hours|days))))\b/,
    ),
    confidence: 0.6,
    rationale: 'comparison',
  },
  'slower-now': {
    when: /\bused to (?:be|cost|take|need) (?:an? |one |two |just |only ){0,2}(?:(?:calls?|clicks?|hours?|minutes?|phone calls?|seconds?|taps?)\b.{0,15}\b(?:now|these days|today|nowadays)\b.{0,20}\b(?:days?|weeks?|months?|(?:three|four|five|six|seven|eight|nine|ten|\d) (?:clicks|forms|hours|pages|screens|steps|taps))|(?:days?|mornings?|afternoons?)\b.{0,15}\b(?:now|these days|today|nowadays)\b.{0,20}\b(?:weeks?|months?|years?))\b/,
    unless: WELL,
    confidence: 0.65,
    rationale: 'comparison',
  },
  others: {
    when: either(
      /(?<!\b(?:no|as) )\b(?:(?:other|the competing|the rival|even (?:the )?(?:cheap|budget)) (?:\w{3,12} )?(?:airlines?|apps?|banks?|brands?|carriers?|chains?|companies|couriers?|firms?|garages?|hotels?|maps?|networks?|phones?|places?|platforms?|providers?|services?|shops?|sites?|stores?|supermarkets?|tools?|vendors?)(?: (?!and )\w{2,8}){0,3}|(?:the|your|a|our) (?:competitors?|competition|other lot|rivals?)|(?:the|a) \w{3,14}(?: \w{3,10})? (?:next door|down the (?:road|street)|over the (?:road|way)|across the (?:road|street|square)|round the corner|on the corner|at the market)|(?:my|our) (?:sister|brother|mother|mum|dad|wife|husband|daughter|son|friend|mate|neighbou?r|colleague|boss|parents?|in-laws?)(?:'s|s'?) \w{3,12}|(?:the|a) (?:\w{4,9} )?(?:bakery|building society|bus company|credit union|chain|chemist|coach|corner shop|discounter|ferry|garage|guesthouse|hostel|inn|market stall|pharmacy|post|tram|online banks?)(?: (?!and |for |if |the |to |when )\w{2,10}){0,3}) (?:at least |just |already |all |always |used to )?(?:all had|can|changes?|costs?|delivers?|does(?!n't)|did|do(?!n't)|gave|gives?|had|has|have|includes?|lets?|leaves?|keeps?|counts?|pings?|puts|washes|managed|manages?|offers?|pays?|rang|sends?|swapped|takes?|tells?|texts?|has given|doesn't charge|don't charge)\b/,
      /\bin the (?:next|neighbouring|other) (?:borough|city|county|street|town|village),? (?:(?:already|also|always|even|just) )?(?:delivers?|does|gets?|gives?|has|lets?|offers?|opens?|rings?|sees?|sends?|takes?|texts?|(?:they|you) (?!see\b|find\b)\w{2,9})\b/,
      /\b(?:gets?|got|had|has|makes?) (?:\w{3,8} )?better \w{3,12}(?: \w{3,12})? than (?:here|this|yours)\b/,
      /\b(?:at|with) another (?:airline|bank|company|firm|hotel|provider|shop) (?:get|got|has|had|i|pays?|we)\b/,
      /\b(?:my|our|his|her) (?:\w{3,10} )?\w{3,10} pays? (?:about |only |just )?(?:half|less|two thirds|a (?:third|quarter|fraction)|\w{3,7} less)\b/,
      /\b(?:everyone|everybody|anyone|anybody) else (?:can|gets?|gives?|lets?|manages?|offers?|sends?|(?:i know )?(?:does|has))\b/,
      /\bat (?:my|our) (?:\w{3,10})'s (?:bank|firm|office|school|company|place|work)\b/,
      /\b(?:cheaper|quicker|faster|easier) (?:by (?:bike|bus|car|coach)|at (?:the|a)|elsewhere|to walk)\b/,
      /\b(?:half the price|for less) (?:at|elsewhere|down|next)\b/,
    ),
    unless: either(
      WELL,
      /\bothers? \w{3,12} (?:wanted|would)\b|\b(?:you|yours) (?:don't|didn't|do|did)$|\?$/,
      // Perhaps the one who is written to.
      /^(?:the|a) (?:bakery|chemist|coach|ferry|garage|inn|pharmacy|post|tram) (?:costs|did|had|has|takes)\b(?! (?:already|a better|an?\b.{3,30}, (?:you|here)))/,
      /\b(?:announced|since (?:19|20)\d\d|none of them|(?:never|no|nobody|nothing)\b.{0,60}\bbetter|has (?:solved|taken over))\b/,
    ),
    confidence: 0.6,
    rationale: 'comparison',
  },
  'even-there': {
    when: either(
      /\beven (?:the|a|an|my|our|in|on|at|those) (?:\w{3,12} ){0,5}(?:can|could|does|did|gets?|gives?|has|had|have|knows?|lets?|manages?|managed|offers?|sends?|texts?|takes?|tells?|works?)\b/,
      /^(?:in|over in|back in) (?:america|austria|australia|belgium|canada|china|denmark|england|finland|france|germany|greece|holland|ireland|italy|japan|norway|other countries|poland|portugal|scotland|spain|sweden|switzerland|the (?:us|usa|states|netherlands|uk)|turkey)\b/,
      /^(?:abroad|across the border|over (?:there|the border)|anywhere else|everywhere else|elsewhere|(?:at|back) home (?:they|we|you) (?:can|could|get|pay))\b(?! in\b| on\b),?/,
      /^on the (?:other|rival|competing) (?:phone |mobile )?(?:platform|system|phone)\b/,
      /^(?:on|in) (?:my|the) (?:\w{3,10} )?(?:tablet|laptop|desktop|browser one|web console|website|web version|outbound flight|way out)\b.{0,60}\b(?:lets?|has|had|can|could|same|works?)\b/,
      /\b(?:literally )?any other \w{3,10}(?: \w{3,10})? can\b/,
      /\b(?:would|could|can) (?:have )?(?:get|got|gotten|arrive|arrived|walk|walked|do|done) (?:\w{2,8} ){0,3}(?:quicker|faster|sooner|earlier|by now|here .{3,15} by now)\b/,
      /\b(?:get|got) here (?:quicker|faster|sooner)\b|\bcompared (?:to|with) (?:the|my|our|what)\b|\bmore comfortable than the (?:actual|real)\b/,
      /\b(?:the|my|our|other)\b.{5,80}[,;] (?:at yours|here|mine|on yours|with you(?:rs)?|yours) (?:i|i'm|it's|it|says|gave|does|we|you get|takes?|needs?|a|only)\b/,
    ),
    unless: either(WELL, /\b(?:gets? you|get) (?:a )?free\b|\bdone (?:before|by|in|within)\b|\beverything i need\b/),
    confidence: 0.6,
    rationale: 'comparison',
  },
  // One's own thoughts, and what they were of.
  'had-thought': {
    when: either(
      /\b(?:i|we)(?:'d| had| have|'ve| would've)? (?!never)(?:\w{2,9} ){0,3}(?:(?:assumed|banked on|counted (?:on|the)|figured(?! out)|imagined an?|pictured|picturing)\b|(?:thought|reckoned|supposed|imagined|hoped)\b(?! (?:of|it over|she|he|i might)\b).{0,60}(?:\b(?:would|could|might|can|be|being|meant|included|part of|came with|for (?:free|good)|i was (?:buying|getting|paying)|somebody|to (?:see|find|get|use))\b|'d ))/,
      /\b(?:i|we|me|us)(?:'d| had| have|'ve| was| were)? (?:been )?(?:\w{4,9} )?(?:hoping (?:for (?!sun|snow|rain|weather)|that|the|to)|under the impression|led to believe)\b/,
      /^(?:(?:and|so|honestly|silly me|really|but) ){0,2}(?:thought|assumed|figured|hoped) (?:that(?:'d)? |somebody would|someone would|at least|it'?d |i'?d |we'?d |i was (?:buying|getting|paying)|the \w{3,12} (?:would|came)|my \w{3,12} (?:would|came))/,
      /\b(?:booked|bought|chose|ordered|paid|took|picked) .{2,40}\b(?:thinking|assuming|expecting|hoping|on the understanding|because the (?:ad|website|box|leaflet)) /,
      /(?:^|\b(?:i|we) )(?:didn't|did not|never) (?:\w{3,7} )?(?:expect|imagine|picture|realise|realize|think|know) (?:that )?(?:there'd|there would|i'd|we'd|i would|it'd|it would|you'd|to (?:pay|be charged|have to|wait))\b/,
      /\blooking forward to .{3,40}(?:,|but|and) (?:it|that|there|they) (?:had|was|were) (?:cancelled|closed|gone|no|not|nothing|off|only|shut)\b/,
      /\b(?:i|we)(?:'d| had)? (?:thought|believed|assumed|understood|took it)(?: that)? (?:(?:the|my|our|your|an?|such) )?(?:[\w'-]{3,14} ){1,3}(?:cover(?:s|ed)|includ(?:es|ed)|came with|was (?:covered|free|included|insured))\b/,
      /\b(?:didn't|never) occur(?:red)? to (?:me|us)\b|\b(?:hadn't|didn't) (?:picture|bargain|reckon)(?:ed)?\b/,
      /(?<!\b(?:as|everything|than|what) )\byou(?:'d| would) (?:have )?(?:think|thought|imagine|hope)\b|\b(?:i|we)(?:'d| would) have thought\b/,
    ),
    unless: either(
      WELL,
      /\b(?:(?:would|'d) (?:take (?:ages|days|forever|hours|long|months|weeks)|stick|break|cost extra|be (?:late|awful|a toy|another|full|expensive|terrible|difficult|hard|cheap))|be late|was extra|beyond saving|it's (?:even|the real)|never heard|missed my|of my life|(?:pictured|imagined) an? (?:cramped|dingy|dull|shabby|tiny)|think (?:it was|you were)|thought i'd (?:forgotten|left|lost))\b/,
    ),
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
  // What was said, or written on it, and how it went.
  'was-said': {
    when: either(
      /\b(?:said|says|told (?:me|us|him|her)|promised|quoted|advertise|advertised|(?:billed|described|listed|marked|sold)(?: to (?:me|us))? as)\b.{0,60}(?:,| and| but) (?:it (?:is|took|was \d|turned)|it's (?:been|now|still|\w{3,6}day|ten|half|\d)|that(?:'s| was) |took \w|got |came |wants? |the (?:first|invoice|bill|crew)|what (?:came|we got|arrived)|i (?:got|stood|was sitting|have been|paid)|now (?:i|it)|we (?:got|waited|were at it|stood)|in practice|at (?:the desk|\w{2,8} at night)|(?:agent|crew|driver|staff) says|turned out)/,
      /\b(?:was|were) (?:meant|going|due) to (?:arrive|be (?:a |back|done|here|ready|there|with)|bring|call|come|have|include|ring|take)\b/,
      /\b(?:photos?|pictures?|screenshots?|demo|brochure|advert|website|listing|description|label|box|sign|map|leaflet|docs|pricing page|roadmap|poster|store page) (?:\w{2,8} )?(?:(?:said|says|showed|shows?|promised)\b.{3,60}(?:,| but| and) (?:i|in|it|the|there|they|this|we|what|was|took|got|came)\b|looked nothing|had (?:this|us) )/,
      /^(?:in|on|according to) the (?:\w{3,10} )?(?:photos?|pictures?|brochure|website|listing|leaflet|advert|docs|label|box|map)\b.{3,60}(?:,| and| but) (?:what|in (?:practice|real)|it|the|there|we|i)\b/,
      /^(?:in|on) (?:the|your) (?:\w{3,10} )?(?:photos?|pictures?|brochure|catalogue|website|site|listing|leaflet|advert|app|poster) (?:it|they|(?:the|your|our) [\w ]{3,20}?) (?:looked|seemed|appeared|was|were) (?:(?:about|far|much|way|a lot|at least|easily) )?(?:twice|bigger|larger|closer|darker|lighter|newer|cleaner|better|nothing|across|right (?:by|on|next)|next (?:to|door))\b/,
      /\bwas (?:advertised|billed|marketed|sold to (?:me|us|him|her)) as (?!described|expected)/,
      /\b(?:the|your) (?:agent|chap|clerk|guy|lady|man|salesman|woman) (?:at|from|in|on|who) (?:\w{2,12} ){1,4}?(?:assured|promised|said|swore|told)(?: me| us| him| her)?(?: that)? (?:it|that|the|there|they|i|we|you)(?:'d|\b.{0,15}\bwould(?:n't)?)\b/,
      /^according to (?:the|your) (?:app|board|e-?mail|letter|mail|notice|text|timetable|tracking|website) (?:it|i|we|the \w{3,12}) (?:was|were|should|would|had) .{2,40},/,
      /^"[^"]{3,30}" (?:apparently|turned out|evidently)\b|^[^,.]{3,25},? they (?:said|called it)(?: lol)?[.!]?$|\b(?:they|he|she) said,? it'?(?:d| would)\b/,
      /\b(?:agent|app|colleague|he|lady|man|notes|rep|she|they|website|you) (?:said|promised) (?:he'd|it'd|live|me|she'd|someone|they'd|this|us|we'd|you'd)\b(?!.{0,60}\b(?:and|he|it|she|they) (?:called|came|did|kept|was|were)\b)/,
      /\bthe (?:sign|map|board|advert|poster) (?:said|promised) .{2,20} for\b/,
    ),
    unless: either(
      WELL,
      /\?|\b(?:as (?:the label|promised)|next morning|early|(?:got|had) (?:one|it)\b|a day before|done (?:by|in)|you can now|attached|going to (?:be )?(?:fun|closed))\b/,
    ),
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
  // What the price, the stars or the name led to hope for.
  'for-that-price': {
    when: either(
      /\b(?:for|at|from) (?:\w{1,4} )?(?:(?:[£$€]? ?\d{2,5}(?: \w{3,8})?|that (?:price|money|sort of money|kind of money)|this (?:price|money)|(?:a|an|the|your) (?:hundred|premium|five[- ]star|four[- ]star|5[- ]star|luxury) ?\w{0,10}|a (?:place|hotel|bank|company|firm|coat|jacket) \w{2,5} .{3,30})(?: (?:a|per) (?:night|month|year|seat|head))?)\b.{0,20}\b(?:i|we|you|one)(?:'d| would| was| had| were)? (?:\w{3,8} )?(?:think|thought|hope|hoped|hoping|expect|imagine|picture|at least|didn't)\b/,
      /\bpaid (?:\w{2,9} ){0,3}(?:\d{1,4}|extra|for (?:express|extra|premium|priority|first|next|the|an?)|to get rid|double|more)\b.{0,60}\b(?:and (?:i'm |it |we |i |then |still |got |sat|the )|but|came|still)/,
      /^(?:@\w{3,20} )?paid (?:extra )?for .{3,40}\band (?:queued|sat|stood|waited)\b|\bstars?\b.{0,50}\bnot even\b|^so much for\b/,
      /^(?:and |so )?(?:that|this) is (?:how|what) (?:a|an|they|you) .{0,40}\b(?:card|customers?|guests?|loyal|years|treated|worth)\b/,
      /\bnot (?:at all )?(?:what|how) (?:i|we|you) (?:\w{2,8} )?(?:ordered|booked|paid for|signed up for|had in mind|bargained for|pictured|imagined|were (?:sold|shown|promised))\b/,
      /\b(?:reserved|booked|asked for|ordered) .{3,40}, (?:ended up|got|given|were given|was given|came)\b/,
      /\b\w{3,8} (?:view|suite|service) my (?:foot|eye|arse)\b/,
      /\b(?:"?unlimited|"?lifetime|"?free|"?ad[- ]free|"?premium|"?express|"?priority|"?all[- ]inclusive|"?same day)"?,? (?:they|it|you) (?:said|says|called it)\b/,
    ),
    unless: either(WELL, /\bpaid (?:less|only)\b|\bfor free\b|\bbigger\b|\bupgraded?\b/),
    confidence: 0.6,
    rationale: 'unmet expectation',
  },
};

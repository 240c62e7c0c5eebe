import { either, type RuleTable } from './rule.js';
import { WELL } from './unstated-needs.en.js';

/** What people do instead, and what is hard for them. */
export const workarounds: RuleTable = {
  // The trouble, or the time until it is over, and what somebody does on account of it.
  instead: {
    when: either(
      /^(?!(?:i|we)(?:'d rather| wanted| needed| could ?n[o']t| like| prefer)\b)(?:.{0,160}(?:\bso|\bin the end|\bmeanwhile)|(?:(?:in the|for the) (?:meantime|time being|moment)|for now|at the moment|until .{3,60}|till .{3,60}|to be on the safe side|rather than .{3,40}|(?:as|since) .{3,40}(?:n't|cannot) .{2,20}))(?:,| and|) (?:i|we|half of us|everyone|my \w{3,12}|the kids) (?:now |just |all |always |simply |only |have |had |'ve |got |to |gave up and ){0,3}(?:bought|brought|borrow|book|buy|call|cancel|clos|cook|cop[iy]|do (?:my|our|the)|dr[io]ve|drill|enter|export|fetch|fix|flush|generat|got (?:our|my|the|a|an|wash)|glue|hold|keep|made|order|pay|phone|poll|print|put|queue|re-?wr|ring|rent|run|sew|ship|shop|slept|stuff|stuck|swap|switch|t[ao][kp]e|text|tile|took|trace|type|use|walk|wash|watch|wedge|went|wr[aio]|overr|set up)\w{0,4}\b/,
      /^(?:i |we )?(?:bought|fetched|fixed|got (?!there)|had to get|made|ordered) .{2,60}\bin the end\b/,
      /\b(?:i|we) (?:\w{3,8} )?(?:ask|asked|call|did|do|drive|go|look|order|ordered|paid|pay|phone|take|took|use|used|walk|went|write)\b.{3,50}\binstead\b(?:[,.;]|$| (?:because|since|as|cos)\b)/,
    ),
    unless: either(WELL, /\bso (?:much|good|happy|pleased|well|that)\b/),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  // One's own hands, means and money.
  'by-oneself': {
    when: /^(?!.{0,200}\?).{0,200}(?:(?<!will |'ll )\b(?:had to|have to|having to|end(?:ed|s)? up(?! being)|so (?:i|we)|in the end|resort(?:ed|ing)? to|taken to|reduced to)\b.{0,50}\b(?:(?:my|our|him|her|them)sel(?:f|ves)|(?:from|at|off) (?:the|my|our|a) (?:neighbou?r|petrol|hardware|shop|supermarket|corner|garage|depot)\w{0,2}|a (?:second|spare|different|new|cheap|paper) \w{3,12}|another \w{3,12})\b|(?:^|\b(?:i|we|we've|i've) )(?:had|have|having) to (?:borrow|carry|drive (?:all|back|out|over|to)|fetch|go (?:back|down|next door|out)|kill|make do|queue|re-?(?:open|set|start)|rent|unplug|walk (?:all|down|over|to))\b|\b(?:i|we|my \w{3,10}) (?:\w{3,8} ){0,2}(?:bring|brought|carry|carried|pack|packed) (?:my|our|his|her|an?|two) (?:own|extra|spare|second)\b|\b(?:ends? up|ended up|resorted to|taken to|started) (?:bringing|booking|borrowing|building|buying|carrying|copying|doing|drawing|driving|fixing|keeping|making|ordering|photographing|printing|putting|renting|sending|sewing|sleeping (?:in|on)|taking (?:a|the|it)|taping|texting|typing|using|washing|writing)\b|\bso now (?:i|we) (?!am\b|are\b|can\b|have\b|know\b|love\b|use\b)\w{3,9} |\b(?:my|our) \w{3,12} has to \w{3,9} .{3,50} (?:before|to) |^to (?:be able to|find|get(?! there| to\b)|hear|make|open|reach|read|see|stop) .{3,40},? (?:i|we) (?!bought\b|recommend\b|should\b|want\b|was\b|were\b|would\b)\w{3,9} |\bbought (?:an?|another|two) (?:\w{3,9} ){0,3}(?:in case|just (?:in|to|so)|only to|to have one)\b|\b(?:has|have) to (?:do|enter|fill|make|order|pay|read|set|type) .{2,30}\bfor (?:me|us|her|him)\b)/,
    unless: WELL,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  // Tape and string, paper and spreadsheets, where there is need of them.
  makeshift: {
    when: /\b(?:i|we|they|half of us|my \w{3,12}|our \w{3,12}(?: \w{3,12})?|everyone)(?:'ve| have)? (?:\w{2,6} ){0,3}(?:bring|cop(?:y|ied)|email|enter|export|flush(?:ed|ing)?|glued?|hang|held|hold|hung|jam(?:med)?|keeps?|kept|load|mail|note|paste|plug(?:ged)?|print\w{0,3}|prop(?:ped)?|put|screenshot|stick|stuck|stuff(?:ed)?|take|taped?|tied?|took|track|type|wedged?|wrap(?:ped)?|write|wrote)\b.{0,60}\b(?:(?:duct|gaffer|masking|parcel|sticky) tape|tape|(?:rubber|elastic) bands?|cable ties?|string|bucket|towels?|pillows?|wedge|bricks?|cardboard|blankets?|(?:in|into|on|to|own|with) (?:an? |my |our |the )?(?:calculator|csv|note ?book|note ?pad|paper|spread ?sheet|sticky note|text editor|whiteboard)s?|line by line|one (?:at a time|by one)|a new sheet|a photo of|pictures? of|by hand|the night before)\b/,
    unless: either(WELL, /\?|\b(?:always have|i like|think (?:it|them) over|housekeeping|staff|beach|gym|pool)\b/),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  // What one does because something else does not.
  'as-it-does-not': {
    when: either(
      /^(?:(?:each|every|most) \w{3,9},? |@\w{3,20} |these days )?(?:i|we|i've|we've|my \w{3,12}|our \w{3,12}) (?:now |always |usually |still |just |only |even |all ){0,2}(?:bring|buy|carry|check|cut|do|drive|get|go|have (?:it|everything|them)|hold|i mail|keeps?|leave|let|mail|mark|open|order|pack|park|pay|print|put|run|save|screenshot|send|set|stand|start|store|swap|switched|takes?|text|transfer|types?|use|wait|walk|wear|write|started \w{3,9}ing) [^?]{5,90}(?:,? (?:because|bc|since|as|cos|coz|cause|seeing as)\b(?! i\b| we\b)[^?]{0,60}(?:\b(?:barely|blank|broken|changes|dead|falls?|jams?|leaks?|empty|forgets|gone|loses|hates|late|logs (?:me|us)|loose|lost|lottery|never|no|nobody|not|nothing|only|out of|too (?!good|many good)\w{3,9}|unreliable|weeks|wrong|zilch)\b|n't\b)|, (?:its|ours|the|this|upstairs|your|yours) [^?]{0,40}(?:\b(?:broken|dead|empty|has no|fails?|gone|is out|let me down|lost|never (?!fails|lets)|nobody|not|only|scratch|too small)\b|n't\b))/,
      /^(?:i|we) (?:now )?(?:carry|drive|get|have|keep|leave|order|pack|print|ring|take|wait|walk) (?!it\b)(?!.{0,50}\b(?:here|with you|from you)\b).{3,50}\b(?:now|these days|in the meantime)\b(?:$|[,.]| (?:because|bc|cos|since)\b)/,
      /^(?:each|every) (?:morning|evening|friday|monday|month|night|week),? (?:i|we) (?:copy|empty|enter|mop|plug|print|pull|reset|restart|screenshot|type|unplug|wipe)\b/,
      /\b(?:i|we) \w{3,8} .{3,40}\bin the meantime\b/,
    ),
    unless: WELL,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  trick: {
    when: either(
      /\b(?:the|my|our) (?:only|one) (?:way|trick|position|place|spot) (?:i \w{3,8} |we \w{3,8} |that \w{3,8} |in which )?(?:to |of |it |is )(?!fly\b|go\b|travel\b|start the day)/,
      /\bwhat (?:i|we|most of us) (?:now |usually |always )?do(?: now| instead| these days)? is\b|\bmy way (?:a)?round\b/,
      /\bthat's how (?:i|we) (?:get|manage|cope)|\bmake do with\b|^(?:i|we)\b.{5,90}\b(?:otherwise|or else) (?:it|they|the|you|your|i|we)\b/,
      /^(?:i|we)\b.{5,90}, that way(?: at least)?\b/,
      /\b(?:just )?in case (?:it|the|you|your) .{2,30}\b(?:crash|dies|doesn't|down|fails?|forgets?|goes|loses?|won't)\w{0,2}\b/,
    ),
    unless: WELL,
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'workaround',
  },
  workaround: {
    when: /^(?!(?:are|can|do|does|if|is|once|will)\b).{0,160}(?:\b(?:every|each) \w{3,12} (?:has|needs) to be .{3,40}\b(?:again|before|by hand|first|manually)\b|\b(?:every|each) (?:single )?(?:time|day|morning|week|page|document|scan)\b(?! i (?:ask|call|phone|ring|write)).{0,60}\b(?:have to|has to|had to|need to|must|end up|forced|restart|reboot)\b|\b(?:i|someone|somebody|they|we)\b.{0,40}\b(?:every|each) .{3,40}\b(?:by hand|manually)\b|\b(?:(?:have|has|had|got|need|needed|forced) to|end up|ended up)\b.{0,50}\b(?:by hand|manually|every (?:single )?time|each time|over and over|(?:after|before) (?:each|every) \w{3,12})\b)/,
    unless: /(?:\b(?:never|no longer|not)|n't) (?:have|had|has|need) to\b|\bno need to\b|\byou(?:'ll have| should)\b/,
    kind: 'NEED',
    confidence: 0.7,
    rationale: 'workaround',
  },
  'workaround-habit': {
    when: either(
      /\bwork ?-?arounds?\b/,
      /\b(?:so|instead|meanwhile|for now|that's why|until then|which is why),? (?:i|we|everybody|everyone|people|my staff|they) (?:now |just |always |simply |all )?(?:export|copy|type|print|carry|walk|use|keep|scan|photograph|take (?:a )?(?:photo|picture)s?|email|save|send|restart|unplug)/,
    ),
    unless:
      /\bknow (?:there|of)\b|keep (?:booking|buying|choosing|coming|ordering|returning|using (?:you|your))\b|\balways use you\b/,
    kind: 'NEED',
    confidence: 0.65,
    rationale: 'workaround',
  },
  struggle: {
    when: either(
      /\b(?:hard|difficult|tricky|confusing|complicated|awkward) to\b|\bstruggl(?:e|es|ed|ing)\b|\b(?:can|could) never (?:find|remember|tell)\b/,
      /\btakes? (?:me |us |him |her )?(?:forever|ages|hours|way too long|too long|far too long)\b/,
    ),
    unless: either(
      /\b(?:not|isn't|never|wasn't|hardly) (?:too |so |that |very |at all )?(?:hard|difficult|tricky|complicated)/,
      /(?:hard|difficult) to (?:beat|fault|believe|choose between|find (?:a |any )?(?:better|faults?)|imagine an? (?:better|nicer)|leave(?=[.,!;]|$)|match|put into words|resist|say goodbye)/,
    ),
    kind: 'NEED',
    confidence: 0.6,
    rationale: 'problem',
  },
};

import { either, type RuleTable } from './rule.js';

/** What it is good to be rid of. */
const NUISANCES = /bugs?|fees|gaps?|loopholes?|paperwork|prices?(?! tag)|queues?|spam|traffic|waste(?! bin)/;
const SAVING = new RegExp(
  `\\b(?:block|ban|clos|cut|remov|scrap|shut)\\w{0,4} (?:\\w{2,10} ){0,2}(?:${NUISANCES.source})\\b`,
);

/** One more of what nobody wants, hailed. */
const HAILED = either(
  /^(?:oh |well |wow,? |ah,? )?(?:brilliant|fab|fantastic|great|joy|lovely|marvellous|nice|perfect|superb|terrific|wonderful|yay)[,.!]? (?:yet )?another (?:\w{2,12} ){0,3}(?:bill|breakdown|bug|cancellation|crash|delay|detour|diversion|error|fee|form|increase|outage|power cut|queue|rail replacement|replacement bus|reset|rise|strike|survey|update)\b/,
  /^(?:oh |well |wow,? |ah,? )?(?:brilliant|fab|fantastic|great|lovely|marvellous|nice|perfect|superb|terrific|wonderful)[,.!] (?:the|my|our|your|no) [^,.]{3,40}\b(?:broken|cancelled|closed|dead|down|gone|late|off|out)(?: (?:again|once more|for the \w{5,8} time)| at \w{2,9})?[.! ]*$/,
);

/** Thanked, or given full marks, for harm. */
const THANKED = new RegExp(
  /\b(?:bravo|congrat(?:s|ulations)|full marks|hats off|kudos|nice one|ten out of ten|thank(?: you|s)(?: so much| a lot| a bunch| ever so much)?|top marks|well done|(?:brilliant|excellent|fantastic|good|great|nice) (?:job|work)|(?:five|5) stars)(?: to \w{2,8}(?: \w{2,8})?)?,? (?:for |on |in |at )?/
    .source +
    /(?:blocking (?:me|my|our)|breaking|cancelling (?:my|our|the)|charging (?:\w{1,8} ){1,3}(?:twice|double)|cutting (?:me|us) off|dumping|forgetting|hanging up|ignoring|leaving (?:me|us) (?:in|on|out|stranded|standing|waiting)|locking (?:me|us|my|our)|losing (?:me|my|our|the)|making (?:me|us) (?:\w{2,9} ){0,2}(?:explain|late|miss|pay|queue|repeat|sign|spell|stand|wait|walk)|overcharging|ruining|smashing|throwing (?:my|our|the)|waking (?:me|us)|wasting|(?:arriving|bringing|delivering|sending|turning up) .{0,60}\b(?:late\b(?! (?:at night|hour))|wrong|after (?:(?:her|his|my|our|the) )?(?:birthday|christmas|deadline|easter|funeral|holiday|move|party|wedding)))/
      .source,
);

/** Praise by its words alone. */
export const IRONIC_PRAISE = either(
  /\b(?:oh great|great, (?:now|another|the|it)|too bad|thanks for nothing)\b/,
  /\b(?:amazing|impressive|incredible) how (?:bad|badly|expensive|few|little|rude|slow|slowly|unfriendly)\b/,
  /\bway to (?:alienate|annoy|ruin|scare|(?:lose|treat) (?:\w{1,8} )?customers?)\b/,
  // An idea to take away what nobody is glad to be rid of.
  new RegExp(
    '\\b(?:idea|move|plan|thinking|timing|decision) (?:to )?(?:clos|shut|remov|cut|scrap|cancel|charg|hid|lock|block|ban|doubl)\\w{0,4}' +
      `(?! (?:\\w{2,10} ){0,2}(?:${NUISANCES.source})\\b)\\b`,
  ),
  HAILED,
  THANKED,
);

export const irony: RuleTable = {
  irony: {
    when: either(
      /\b(?:great|brilliant|genius|clever|nice|lovely|smart|wonderful|good) (?:idea|move|plan|thinking|timing|decision)(?: of (?:you|them|yours|theirs))?,? (?:to )?(?:clos(?:e|ing)|shut|shutting|remov|cut|scrap|cancel|charg|hid(?:e|ing)|lock|block|ban|doubl|(?:switch|turn|tak)\w{1,3} (?:off|away|out|down))\w{0,6}\b.{0,40}\b(?:only|(?:last|half|both|all)(?: of)?(?: the| your)? (?:branch|bus|counter|day|door|entrance|ferry|lane|lift|night|station|till|toilet|train|tram|week)(?:e?s)?|middle|weekend|(?:satur|sun|holi)days?|(?:rush|busiest) hour|busiest|winter|summer|snow|frost|rain)\b/,
      /^(?:so )?who needs (?:\w{2,14} ){1,3}(?:anyway|when (?:you|the))\b/,
      HAILED,
      THANKED,
    ),
    unless: SAVING,
    confidence: 0.65,
  },
};

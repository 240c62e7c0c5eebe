import { churn } from './churn.de.js';
import { farewells } from './farewells.de.js';
import { norms } from './norms.de.js';
import { praise } from './praise.de.js';
import { problems } from './problems.de.js';
import { requests } from './requests.de.js';
import { either, inSentenceWithout, rules } from './rule.js';
import { unstatedExpectations, unstatedProblems } from './unstated-needs.de.js';

export const germanRules = rules('de', {
  REQUEST: requests,
  PROBLEM: { ...problems, ...unstatedProblems },
  EXPECTATION: {
    expect: {
      when: either(
        /\b(?:erwarte|erwarten|erwartet) (?:ich|wir|man|einfach|eigentlich|schon|von|dass|für|bei|eine|einen|ein|mehr|da|hier|mindestens|,)/,
        /\b(?:ich|wir|man|er|sie|kunde|kundin) (?:\w{1,12} ){0,2}(?:erwarte|erwarten|erwartet)\b/,
        /\bkann man (?:ja |doch |wohl |schon )?(?:erwarten|verlangen)\b/,
        /\bdarf man (?:\w{1,12} ){0,4}(?:erwarten|verlangen)\b/,
      ),
      unless: either(
        /(?:besser|schneller|mehr|leichter|einfacher|leiser) als (?:\w{1,12} )?(?:ich |wir |man )?erwart/,
        /wie erwartet|nicht erwartet|nichts anderes erwartet|als erwartet|erwartungen (?:über|voll)/,
        /(?:erwarte|erwarten|erwartet) (?:\w{1,12} )?(?:besuch|gäste|nachwuchs|ein (?:kind|baby|paket)|eine (?:lieferung|sendung))/,
      ),
      confidence: 0.8,
    },
    norm: {
      when: either(
        /\b(?:sollte|sollten|müsste|müssten|muss) (?:\w{1,15} ){0,6}(?:möglich|selbstverständlich|standard|drin|funktionieren|gehen|können|halten|laufen|dabei sein|klappen|normal|einfach|üblich|eigentlich|heutzutage)\b/,
        /\bgehört (?:\w{1,15} ){0,3}(?:dazu|zum standard)\b|\bist doch (?:wohl )?nicht zu viel verlangt/,
        /\bselbstverständlich(?:keit)? (?:sein|ist)?/,
      ),
      unless: either(
        /sollte (?:jetzt|nun|wieder) |sollte (?:\w{1,10} )?kein problem|selbstverständlich (?:gerne|gern|haben wir|empfehlen)/,
        /(?:ich|wir|sie|man) (?:muss|müsste|sollte|sollten) (?:\w{1,10} ){0,3}(?:können|gehen|einfach)/,
      ),
      confidence: 0.7,
    },
    unmet: {
      when: either(
        // Promised.
        /\b(?:wurde|wurden|war|waren|hatten|hat|haben|hatte|habt) (?:\w{1,15} ){0,7}(?:versprochen|zugesagt|zugesichert|angekündigt|vereinbart|erwartet)\b/,
        /\b(?:versprochen|zugesagt|vereinbart|angekündigt) (?:war|wurde|wurden|waren|haben|hatten)\b/,
        // Expected.
        /\b(?:hätte|hätten) (?:ich |wir |man )?(?:\w{1,12} ){0,5}(?:erwartet|gedacht|erhofft)\b/,
        // Worth the price.
        /\bfür (?:den|diesen|das|dieses|so viel) (?:preis|geld)\b/,
        // As promised: see the exceptions.
        /\bwie (?:versprochen|vereinbart|angekündigt)\b/,
        /\bsollte (?:doch |eigentlich )(?:gestern|heute|letzte|am|schon|längst)\b/,
        // Loyalty that is not rewarded.
        /\b(?:das ist|ist das) (?:\w{1,8} ){0,2}der dank\b/,
        /\bso (?:geht|gehen|behandelt|behandeln) (?:ihr|man|sie) (?:\w{1,12} ){0,3}\w{0,8}kunden\b/,
      ),
      unless: either(
        // Better than expected.
        /(?:besser|schneller|mehr|leiser|einfacher|schöner) als/,
        /hätte (?:ich |wir )?(?:das )?nicht (?:\w{1,10} )?(?:gedacht|erwartet)/,
        // As promised.
        /genau wie/,
        inSentenceWithout(
          /\b(?:nicht|nie|kein|keine|keinen|nichts|leider|statt|aber)\b/,
          /\bwie (?:versprochen|vereinbart|angekündigt|zugesagt)\b/,
        ),
        /(?:kam|geliefert|funktioniert|läuft|pünktlich) (?:\w{1,10} )?wie/,
        // Worth the price.
        /für (?:den|diesen) preis (?:\w{1,12} ){0,2}(?:super|top|gut|unschlagbar|toll|klasse|prima|kann man)/,
        /unschlagbar|nicht meckern|nichts besseres/,
        /\bfür (?:den|diesen|das) (?:preis|geld) (?:\w{2,10} ){1,3}(?:woanders|anderswo)\b.{0,20}\b(?:nur|nichts|weniger)\b/,
        // It might have been worse.
        /hätte (?!.{0,40}\bnicht\b).{0,40}\b(?:schlimmer|schlechter|teurer)\b/,
      ),
      confidence: 0.65,
      rationale: 'unmet expectation',
    },
    comparison: {
      when: either(
        /\b(?:früher|beim alten|mit dem alten|der alte|das alte|unser alter|unser altes|mein alter|mein altes|das vorgängermodell|der vorgänger|beim vorgänger)\b.{0,60}\b(?:ging|konnte|konnten|war|waren|hatte|hat|lief|gab|kam|kamen|nie|hielt|funktionierte|klappte|druckte)\b/,
        /\b(?:andere|anderen) (?:anbieter|hersteller|firmen|drucker|geräte|marken)\b.{0,40}\b(?:können|kann|haben|bieten|schaffen|geht|schon|auch)\b/,
        /\bbei (?:anderen|der konkurrenz)\b|\bselbst (?:mein|unser|der|ein) (?:alter?|billig\w{0,8}|private\w?)\b/,
      ),
      unless: either(
        /(?:besser|schneller|leiser|einfacher|schärfer) als|dasselbe|genauso|\?$/,
        /\beinen (?:zug|bus) früher\b/,
        /früher (?:war|waren|standen?) (?:hier|ich|er|sie|wir)\b|hier (?:\w{1,10} ){0,3}(?:besser|schneller|sofort)\b/,
        /bei anderen (?:wartet|muss) (?:man|ich) (?!nicht|nie|kein|nur)/,
        /selbst (?:mein|unser|meine|unsere) alte[rs]? (?:vater|mutter|opa|oma|mann|frau)\b/,
        /früher war .{1,40}\b(?:dreckig|schmuddelig|schlecht|schlimm|laut|langsam)\w{0,2}, (?:aber )?jetzt\b/,
        /(?:der|das|unser|mein) alte[rs]? (?:\w{1,15} )?(?:war|ist) (?:\w{1,10} )?(?:kaputt|defekt|schlechter|langsamer|lauter)/,
      ),
      confidence: 0.6,
      rationale: 'comparison',
    },
    ...norms,
    ...unstatedExpectations,
  },
  CHURN_RISK: { ...churn, ...farewells },
  QUESTION: {
    mark: {
      when: /\?/,
      unless: either(
        /\b(?:können|könnten|könnt|könntet|kannst|könntest|würden|würdet) (?:sie|ihr|du) (?!mir sagen|uns sagen|erklären)/,
        /\b(?:warum|wieso|weshalb) (?:\w{1,12} ){0,4}(?:nicht|kein|keine|muss|müssen)\b|ernst\?|im ernst/,
        /\b(?:zu ?viel verlangt|wofür (?:be)?zahle? ich|wer denkt sich|wie (?:lange|oft) (?:soll|muss|müssen|sollen|will) (?:ich|wir|man|das))\b/,
        /\b(?:warum|wieso|weshalb|seit wann)\b.{0,50}\b(?:plötzlich|auf einmal|das doppelte|immer noch|schon wieder|ständig|dauernd)\b/,
        /echt jetzt|wirklich\?|oder\?|hallo\?|\?!|!\?|was soll (?:das|der)/,
      ),
      confidence: 0.8,
    },
    word: {
      when: /^(?:(?:hallo|hi|guten tag|und|aber|moin|servus),? )?(?:wie (?:kann|lange|oft|viel|stelle|geht|bekomme|funktioniert|richte|lösche)|wo (?:finde|ist|kann|gibt|bekomme|steht)|wann (?:kommt|ist|kann|wird|liefern)|was (?:kostet|bedeutet|ist der|heißt|muss ich)|welche[rsn]? (?:\w{1,15} )(?:passt|brauche|ist|nehme)|gibt es|gibts|kann (?:der|die|das|ich|man)|ist (?:es möglich|der|die|das) (?:\w{1,15} ){1,6}(?:kompatibel|enthalten|dabei)|passt (?:der|die|das)|haben sie|habt ihr)\b/,
      unless: /!$|wie geht's|gibt es nicht|^wie lange (?:soll|muss|müssen|sollen|will|wollen)\b.{0,40}\bnoch\b/,
      confidence: 0.6,
    },
    indirect: {
      when: either(
        /\b(?:ich|wir) (?:wollte|wollten|möchte|möchten|würde gern|würde gerne) (?:\w{2,10} ){0,2}(?:fragen|wissen|nachfragen|erkundigen),? (?:ob|wann|wie|wo|was|welche)\b/,
        /\bfragen?,? ob\b|\b(?:wollte|würde) (?:gern\w? |mal |nur ){0,2}(?:fragen|wissen)\b|\b(?:weiß|kennt|hat) (?:hier )?(?:jemand|wer|einer|irgendwer)\b/,
        /\b(?:mich würde|würde mich) interessieren\b|\bfrage mich,? ob\b/,
      ),
      unless: /\b(?:warum|wieso|weshalb)\b|\bfrage mich,? (?:ob ihr|ob sie) (?:\w{2,10} ){0,3}(?:noch|überhaupt)\b/,
      confidence: 0.65,
    },
    also: {
      when: /^(?:\w{4,14}(?:t|en)|gibt es|habt|haben|sind|ist) (?:ihr|sie) (?:denn |eigentlich )?auch\b.{0,60}(?:\?|$)/,
      confidence: 0.65,
    },
  },
  PRAISE: praise,
});

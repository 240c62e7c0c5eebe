import { testExamples, typesByRules } from '../fixture/type-examples.js';

describe('what is said to be wrong, by English rules alone', () =>
  testExamples(typesByRules('en'), {
    PROBLEM: {
      found: [
        // Left undone.
        'You never sent the tracking number.',
        'They never gave me a receipt.',
        'Nobody ever told us about the strike.',
        // Out of reach.
        'cudnt get thru all day',
        'I couldnt reach the office.',
        'My wages have not gone in.',
        // Dearer.
        'The premium went up by a fifth without notice.',
        'You have put the rent up without a word.',
        'They raised the fee again.',
        'My tariff has doubled and nobody said why.',
        // Somewhat bad.
        'Bit stuffy in the attic room.',
        'The hall was rather dingy.',
        'A little too salty for me.',
        'Somewhat cramped with two suitcases.',
        // Praise with a sting.
        'Lovely garden, shame about the food.',
        'Good coffee, pity it was cold.',
        'It’s a shame that the pool was closed.',
      ],
      notFound: [
        'The new version doesn’t crash.',
        'It hasn’t crashed once since May.',
        'You never sent me away without a smile.',
        'They never gave us any trouble.',
        'I never told anybody my password.',
        'The temperature went up by two degrees.',
        'Has the price gone up?',
        'The price went up in April and is printed on the bill.',
        'Not the least bit noisy.',
        'It is a bit smaller than the old one, which is what I wanted.',
        'No shame in asking.',
        'It would be a shame to lose you.',
        'A pity we had to go home.',
        'Can’t fault the driver.',
        'The cellar is damp-proof.',
        'I could not find fault with anything.',
      ],
    },
  }));

import { testExamples, typesByRules } from '../fixture/type-examples.js';

describe('what is due, by English rules alone', () =>
  testExamples(typesByRules('en'), {
    EXPECTATION: {
      found: [
        'A reserved table ought to be free when you get there.',
        'A spare key should never cost that much.',
        'Is that too much to ask?',
        'A warm shower is the least one can expect.',
        'Guests deserve to know about the works.',
        'Surely a bakery can spell my daughter’s name.',
        'Nobody should have to queue for a form.',
        'Other companies do offer this, and it used to work here.',
        'Leaving has to be as easy as joining.',
        'We still expect your call about the claim.',
      ],
      notFound: [
        'We expect a delivery on Monday.',
        'I expect a baby in May.',
        'We ought to leave at six.',
        'You must be the new clerk.',
        'Average room, about what you would expect near a motorway.',
        'The parameter must be a number.',
        'I have to be home by ten.',
        'It used to be awful here.',
      ],
    },
  }));

import { typesByRules } from '../fixture/type-examples.js';

const typesIn = typesByRules('en');

describe('English irony', () => {
  it.each([
    'Oh brilliant, another delay.',
    'Great, yet another price increase.',
    'Oh joy, another form to fill in.',
    'Wonderful, the heating is off again.',
    'Well done for sending my wedding cake a day late.',
    'Congratulations on losing my shoes.',
    'Bravo for bringing the tent three days after the party.',
    'Kudos for sending the sofa to the wrong street.',
    'Full marks for making us wait in the rain.',
    'Five stars for making me spell my name nine times.',
    'Thanks for dumping the fridge in the flower bed.',
    'Hats off for charging a dead man twice.',
    'Thank you for locking me out of my own account.',
    'Great idea to close the only lift on a Saturday.',
  ])('is a problem and no praise: "%s"', text => {
    const types = typesIn(text);
    expect(types).toContain('PROBLEM');
    expect(types).not.toContain('PRAISE');
  });

  it.each([
    'Great, another branch in our part of town!',
    'Wonderful, the ferry is running again!',
    'Well done for getting us there in time.',
    'Congratulations on the new wing.',
    'Full marks for making us feel at home.',
    'Five stars for making me laugh on a Monday.',
    'Thanks for leaving a note with the neighbour.',
    'Hats off for delivering three days early.',
    'Thank you for sending it the day after my order.',
    'Kudos for turning up so late at night to let us in.',
    'Thank you for closing the gap in the fence.',
    'Thanks for waiting for my mother.',
  ])('is not: "%s"', text => expect(typesIn(text)).not.toContain('PROBLEM'));
});

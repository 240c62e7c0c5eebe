import { needlesOf } from './needles.js';

describe('what every match of a pattern holds', () => {
  it.each<[RegExp, string[] | null]>([
    [/please/, ['please']],
    [/\b(?:please|pls|kindly)\b/, ['please', 'pls', 'kindly']],
    [/crash\w{0,3}|jam(?:s|med)?|colou?r/, ['crash', 'jam', 'colo']],
    [/\b(?:i|we) (?:really )?need/, ['need']],
    [/not (?!yet)[a-z]{2,9} working\?$/, [' working?']],
    [/(?:again ){2}|bits*|odd+s/, ['again ', 'bit', 'odd']],
    [/\d\/5|\p{L}{3}…/u, ['/5', '…']],
    [/(?:a|[bc])d?/, null],
    [/(?:late)?|soon/, null],
    [/^.{3,9}$/, null],
  ])('%s: %j', (pattern, needles) => expect(needlesOf(pattern)).toEqual(needles));

  it('is not guessed for what nobody writes here', () => expect(() => needlesOf(/\u00e9/)).toThrow('u00e9'));
});

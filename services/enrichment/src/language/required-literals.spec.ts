import { requiredLiteralsOf } from './required-literals.js';

describe('the required literals of a pattern', () => {
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
  ])('of %s are %j', (pattern, literals) => expect(requiredLiteralsOf(pattern)).toEqual(literals));

  it('are not guessed for an escape that the parser does not know', () =>
    expect(() => requiredLiteralsOf(/\u00e9/)).toThrow('u00e9'));
});

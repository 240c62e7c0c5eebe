import { inOneByte } from './one-byte.js';

describe('a text in one byte a character', () => {
  it('is itself where Latin-1 has it', () => {
    expect(inOneByte('schön für 5 £, «garçon»')).toBe('schön für 5 £, «garçon»');
  });

  it('has one letter and one sign for all that Latin-1 lacks', () => {
    expect(inOneByte('Łódź 🖨️')).toBe('ÿódÿ ¤¤');
    expect(inOneByte('👍𝒜')).toBe('¤ÿ');
  });

  it('keeps apart the signs that patterns use, and so does a pattern', () => {
    const quoted = new RegExp(inOneByte('[“„][^”]+”'));
    expect(quoted.test(inOneByte('“fine” for 5 €'))).toBe(true);
    expect(quoted.test(inOneByte('€fine”'))).toBe(false);
  });
});

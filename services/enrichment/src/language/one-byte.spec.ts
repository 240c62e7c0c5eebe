import { inOneByte } from './one-byte.js';

describe('a text in bytes', () => {
  it('is itself where Latin-1 has it', () => {
    expect(inOneByte('schön für 5 £, «garçon»')).toBe('schön für 5 £, «garçon»');
  });

  it('tells letters from signs where Latin-1 has neither, each as one', () => {
    expect(inOneByte('Łódź 🖨️')).toBe('ÿódÿ ¤¤');
    expect(inOneByte('👍𝒜')).toBe('¤ÿ');
  });

  it('keeps the signs that rules know apart, in a pattern too', () => {
    const quoted = new RegExp(inOneByte('[“„][^”]+”'));
    expect(quoted.test(inOneByte('“fine” for 5 €'))).toBe(true);
    expect(quoted.test(inOneByte('€fine”'))).toBe(false);
  });
});

import { frameFeatures } from './frames.js';

const framesOf = (text: string): [number, number][] => frameFeatures(text, 'en', 1);

describe('the frame of an English sentence', () => {
  it('is the same whatever the sentence is about', () => {
    expect(framesOf('there should be a quick way to water the garden')).toEqual(
      framesOf('there should be a dependable way to tune the violin'),
    );
    expect(framesOf('it would be lovely if the bells rang')).toEqual(framesOf('it would be handy if the doors shut'));
  });

  it('differs between a wish and a promise, a command and a report', () => {
    expect(framesOf('you should offer tea')).not.toEqual(framesOf('we should offer tea'));
    expect(framesOf('remove the fence')).not.toEqual(framesOf('they remove the fence'));
  });

  it('has the same norm for a long sentence as for a short one', () => {
    for (const text of ['more tea', `more tea ${'and more of it for us, '.repeat(40)}`]) {
      const squares = framesOf(text).reduce((sum, [, value]) => sum + value * value, 0);
      expect(squares).toBeCloseTo(1);
    }
  });

  it('is empty in other languages', () => expect(frameFeatures('mehr tee bitte', 'de', 1)).toEqual([]));
});

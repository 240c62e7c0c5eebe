import { shapeFeatures } from './shape.js';

const shapeOf = (text: string): Map<number, number> => new Map(shapeFeatures(text, 1));

describe('the shape of a text', () => {
  it('is that of a headline, a question or an outcry, whatever the words are', () => {
    const [headline, other] = ['Bahn: Neuer Fahrplan ab 2027', 'Post: Anderer Tarif seit 1999'];
    expect(shapeOf(headline)).toEqual(shapeOf(other));
    expect(shapeOf('Where is gate nine today please?')).not.toEqual(shapeOf('Where is gate nine today please!'));
    expect(shapeOf('NEVER again with these people, never')).not.toEqual(
      shapeOf('never again with these people, never'),
    );
  });

  it('is nothing for a plain sentence, and no stronger than it may be', () => {
    expect(shapeFeatures('The copier stands on the second floor.', 0.3)).toEqual([]);
    for (const [, value] of shapeFeatures('!'.repeat(5_000) + ' 1'.repeat(5_000), 0.3))
      expect(value).toBeLessThanOrEqual(0.3);
  });

  it('does not see who is addressed', () => {
    expect(shapeOf('@parkbank which branch opens on saturday mornings')).toEqual(
      shapeOf('which branch opens on saturday mornings'),
    );
  });
});

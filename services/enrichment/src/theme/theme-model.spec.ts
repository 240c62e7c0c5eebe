import { themeFeaturesOf } from './theme-features.js';
import { scoresOf, type ThemeModel, type ThemeText, themeTraining } from './theme-model.js';

const TEXTS: ThemeText[] = [
  { theme: 0, text: 'The room was cold all night' },
  { theme: 0, text: 'no heating in our room' },
  { theme: 0, text: 'The radiator stayed cold' },
  { theme: 1, text: 'Breakfast ended at nine' },
  { theme: 1, text: 'no coffee at breakfast' },
  { theme: 1, text: 'The breakfast buffet was empty' },
];

function trained(texts: ThemeText[], themes: number): { model: ThemeModel; steps: number } {
  const training = themeTraining(texts, themes);
  for (let steps = 0; ; steps++) {
    const step = training.next();
    if (step.done) return { model: step.value, steps };
  }
}

const { model } = trained(TEXTS, 2);
const scores = (text: string, of = model) => scoresOf(of, themeFeaturesOf(text));

describe('a model of themes', () => {
  it('likens a text to the theme that speaks in its words, and sets it apart from the other', () => {
    const { likeness, margin } = scores('a cold room with a broken radiator');
    expect(likeness[0]).toBeGreaterThan(likeness[1]!);
    expect(margin[0]).toBeGreaterThan(0);
    expect(margin[1]).toBeLessThan(0);
  });

  it('likens a text less the more it says of other things', () => {
    const alone = scores('The radiator stayed cold').likeness[0]!;
    const among = scores('The radiator stayed cold, quarterly invoices arrived, parking was tricky').likeness[0]!;
    expect(alone).toBeLessThanOrEqual(1);
    expect(among).toBeLessThan(alone / 2 + 0.1);
    expect(among).toBeGreaterThan(0);
  });

  it('likens a text without a known word to nothing', () => {
    expect([...scores('xyz').likeness]).toEqual([0, 0]);
  });

  it('is the same for the same texts', () => {
    expect(trained(TEXTS, 2).model).toEqual(model);
  });

  it('has no margin for a theme without texts, nor for an only one', () => {
    expect([...scores('cold room', trained(TEXTS, 3).model).likeness][2]).toBe(0);
    const alone = trained(TEXTS.slice(0, 3), 1).model;
    expect(scores('cold room', alone).margin[0]).toBeLessThan(0);
  });

  it('makes a step at least every few texts and at every theme', () => {
    const many = Array.from({ length: 640 }, (_, nth) => ({ theme: nth % 2, text: `${TEXTS[nth % 6]!.text} ${nth}` }));
    expect(trained(many, 2).steps).toBeGreaterThan(2 * 20 + 2);
  });

  it('leaves out what one text of many says', () => {
    const many = Array.from({ length: 1200 }, (_, nth) => ({ theme: nth % 2, text: TEXTS[nth % 2 ? 4 : 1]!.text }));
    const { model } = trained([...many, { theme: 0, text: 'zebra' }], 2);
    expect([...scores('zebra', model).likeness]).toEqual([0, 0]);
  });
});

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
  it('has the highest cosine and a positive margin for the theme that shares words with the text', () => {
    const { cosines, margins } = scores('a cold room with a broken radiator');
    expect(cosines[0]).toBeGreaterThan(cosines[1]!);
    expect(margins[0]).toBeGreaterThan(0);
    expect(margins[1]).toBeLessThan(0);
  });

  it('has a lower cosine the more a text says about other things', () => {
    const alone = scores('The radiator stayed cold').cosines[0]!;
    const among = scores('The radiator stayed cold, quarterly invoices arrived, parking was tricky').cosines[0]!;
    expect(alone).toBeLessThanOrEqual(1);
    expect(among).toBeLessThan(alone / 2 + 0.1);
    expect(among).toBeGreaterThan(0);
  });

  it('has a cosine of 0 with a text without known features', () => {
    expect([...scores('xyz').cosines]).toEqual([0, 0]);
  });

  it('is the same for the same texts', () => {
    expect(trained(TEXTS, 2).model).toEqual(model);
  });

  it('has a cosine of 0 with a theme without texts, and a negative margin for an only theme', () => {
    expect([...scores('cold room', trained(TEXTS, 3).model).cosines][2]).toBe(0);
    const alone = trained(TEXTS.slice(0, 3), 1).model;
    expect(scores('cold room', alone).margins[0]).toBeLessThan(0);
  });

  it('is trained in steps of a few texts or one theme', () => {
    const many = Array.from({ length: 640 }, (_, nth) => ({ theme: nth % 2, text: `${TEXTS[nth % 6]!.text} ${nth}` }));
    expect(trained(many, 2).steps).toBeGreaterThan(2 * 20 + 2);
  });

  it('leaves out features that only one of many texts has', () => {
    const many = Array.from({ length: 1200 }, (_, nth) => ({ theme: nth % 2, text: TEXTS[nth % 2 ? 4 : 1]!.text }));
    const { model } = trained([...many, { theme: 0, text: 'zebra' }], 2);
    expect([...scores('zebra', model).cosines]).toEqual([0, 0]);
  });
});

import { SHIPPED } from '../model/weights.js';
import { dataFolder } from './data.js';
import { type Recipe, writeTrained } from './manifest.js';
import { sentimentRecipe } from './sentiment.js';
import { signalsRecipe } from './signals.js';

const RECIPES: Record<string, Recipe> = { sentiment: sentimentRecipe, signals: signalsRecipe };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `train [RECIPE …]`: without recipes, all of them. */
function train(): void {
  const named = process.argv.slice(2);
  const unknown = named.filter(name => !(name in RECIPES));
  if (unknown.length > 0) throw new Error(`${unknown.join()}: there are ${Object.keys(RECIPES).join(', ')}.`);
  for (const [name, recipe] of Object.entries(RECIPES)) {
    if (named.length > 0 && !named.includes(name)) continue;
    say(`# ${name}`);
    const trained = recipe(dataFolder(), say);
    writeTrained(trained, dataFolder(), SHIPPED);
    for (const { file, bytes } of trained) say(`${file}: ${bytes.length} bytes`);
  }
}

train();

import { type Recipe, writeTrained } from './manifest.js';
import { sentimentRecipe } from './sentiment.js';

const RECIPES: Record<string, Recipe> = { sentiment: sentimentRecipe };
const WEIGHTS = new URL('../../weights/', import.meta.url);

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** `train [FOLDER] [RECIPE …]`: the folder (or `CKM_DATA`) holds `train/`; without recipes, all of them. */
function train(): void {
  const [folder = process.env.CKM_DATA, ...named] = process.argv.slice(2);
  if (!folder) throw new Error('Where are the data? Name the folder that holds train/, or set CKM_DATA.');
  for (const [name, recipe] of Object.entries(RECIPES)) {
    if (named.length > 0 && !named.includes(name)) continue;
    say(`# ${name}`);
    const trained = recipe(folder, say);
    writeTrained(trained, folder, WEIGHTS);
    for (const { file, bytes } of trained) say(`${file}: ${bytes.length} bytes`);
  }
}

train();

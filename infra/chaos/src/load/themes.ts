import { until } from '../site/until.js';
import { LANGUAGES } from './customer-event.js';
import { THEMES } from './sentences.js';
import { type Access, authorization, post } from './ways.js';

const themesOf = async (access: Access): Promise<{ themeId: string; name: string }[]> => {
  const answer = await fetch(`${access.url}/v1/themes`, { headers: await authorization(access) });
  return ((await answer.json()) as { data: { themeId: string; name: string }[] }).data;
};

/** Of the theme that customers speak about from the beginning. */
export async function firstTheme(access: Access): Promise<string> {
  const [first] = THEMES;
  const found = (await themesOf(access)).find(({ name }) => name === first?.name);
  if (!found) throw new Error('the themes are not described yet');
  return found.themeId;
}

export const describeThemes = async (access: Access): Promise<void> => {
  for (const { name, description, examples } of THEMES) {
    const list = LANGUAGES.flatMap(language => examples[language].map(text => ({ language, text })));
    const { status } = await post(access, '/v1/themes', { name, description, examples: list });
    if (status >= 300) throw new Error(`theme ${name}: ${status}`);
  }
  await until('the themes', 30_000, async () => (await themesOf(access)).length === THEMES.length || undefined);
};

import { until } from '../site/until.js';
import { LANGUAGES } from './customer-event.js';
import { THEMES } from './sentences.js';
import { type Access, authorization, post } from './ways.js';

export const describeThemes = async (access: Access): Promise<void> => {
  for (const { name, description, examples } of THEMES) {
    const list = LANGUAGES.flatMap(language => examples[language].map(text => ({ language, text })));
    const { status } = await post(access, '/v1/themes', { name, description, examples: list });
    if (status >= 300) throw new Error(`theme ${name}: ${status}`);
  }
  await until('the themes', 30_000, async () => {
    const answer = await fetch(`${access.url}/v1/themes`, { headers: await authorization(access) });
    const { data } = (await answer.json()) as { data: unknown[] };
    return data.length === THEMES.length || undefined;
  });
};

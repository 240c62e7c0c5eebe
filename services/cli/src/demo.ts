import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../../infra/demo/', import.meta.url));

/** Sends the demo company's themes and events through the public routes, once in the life of a home. */
export async function loadDemo(home: string, { url, token }: { url: string; token: string }): Promise<void> {
  const loaded = join(home, 'demo.loaded');
  if (existsSync(loaded)) return;
  const send = async (path: string, type: string, body: string): Promise<void> => {
    const answer = await fetch(url + path, {
      method: 'POST',
      body,
      headers: { 'content-type': type, authorization: `Bearer ${token}` },
    });
    if (answer.status !== 202) throw new Error(`the demo was refused: ${await answer.text()}`);
  };
  const themes = JSON.parse(readFileSync(join(DEMO, 'themes.json'), 'utf8')) as unknown[];
  for (const theme of themes) await send('/v1/themes', 'application/json', JSON.stringify(theme));
  const events = readFileSync(join(DEMO, 'events.ndjson'), 'utf8').trim().split('\n');
  await send('/v1/events', 'application/cloudevents-batch+json', `[${events.join(',')}]`);
  writeFileSync(loaded, new Date().toISOString());
}

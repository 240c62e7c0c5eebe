import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cloudEventOf, demoCompetitors, demoEvents, demoThemes } from './demo-company.js';

const BATCH = 100;
const LOOK_EVERY_MS = 50;
const THEMES = '/v1/themes';
const COMPETITORS = '/v1/competitors';

/** The installation that the demo is sent to, and a token for it. */
export interface Receiver {
  url: string;
  token: string;
}

export interface DemoLoad {
  /** Resolves when loading has ended, also when it failed or was stopped; never rejects. */
  done: Promise<void>;
  stop(): Promise<void>;
}

/** Loads the demo company into a running ckm, once for each home. After an interruption the next start goes on. */
export function loadDemo(home: string, receiver: Receiver, say: (line: string) => void): DemoLoad {
  const stopping = new AbortController();
  const done = load(home, receiver, { say, signal: stopping.signal }).catch((error: unknown) => {
    if (!stopping.signal.aborted) say(`the demo is not loaded, the next start tries again: ${String(error)}`);
  });
  return {
    done,
    stop: () => {
      stopping.abort();
      return done;
    },
  };
}

async function load(
  home: string,
  receiver: Receiver,
  { say, signal }: { say: (line: string) => void; signal: AbortSignal },
): Promise<void> {
  const loaded = join(home, 'demo.loaded');
  if (existsSync(loaded)) return;
  say('the demo is being loaded …');
  const themes = demoThemes();
  const named: string[] = [];
  for (const theme of themes) if ((await send(receiver, signal, themePost(theme))) === 202) named.push(theme.name);
  // Naming competitors replaces the whole list, so those that are known stay in it.
  const competitors = [...(await namesAt(COMPETITORS, [], receiver, signal)), ...demoCompetitors()];
  await send(receiver, signal, competitorsPost(competitors));
  await namesAt(THEMES, named, receiver, signal);
  await namesAt(COMPETITORS, competitors, receiver, signal);
  const begun = loadBegunAt(home);
  const events = demoEvents().map(event => cloudEventOf(event, begun));
  for (let at = 0; at < events.length; at += BATCH)
    await send(receiver, signal, batchPost(events.slice(at, at + BATCH)));
  writeFileSync(loaded, new Date().toISOString());
  say(`the demo is loaded: ${events.length} events, ${themes.length} themes`);
}

/** When the first load began, stored for later ones: an event that is sent again must have the same time. */
function loadBegunAt(home: string): Date {
  const file = join(home, 'demo.begun');
  const known = existsSync(file) ? Date.parse(readFileSync(file, 'utf8')) : NaN;
  // A process that was killed may have left it truncated; then no event was sent yet.
  const begun = Number.isNaN(known) ? new Date() : new Date(known);
  writeFileSync(file, begun.toISOString());
  return begun;
}

interface Post {
  path: string;
  /** Besides 202. Default: none. */
  statuses?: number[];
  type: string;
  body: unknown;
}

// 409: somebody described it otherwise or merged it since, and that stands.
const themePost = (body: unknown): Post => ({ path: THEMES, statuses: [409], type: 'application/json', body });
const competitorsPost = (names: string[]): Post => ({
  path: COMPETITORS,
  type: 'application/json',
  body: { competitors: names.map(name => ({ name })) },
});
const batchPost = (body: unknown): Post => ({
  path: '/v1/events',
  type: 'application/cloudevents-batch+json',
  body,
});

async function send(
  { url, token }: Receiver,
  signal: AbortSignal,
  { path, statuses = [], type, body }: Post,
): Promise<number> {
  const answer = await fetch(url + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': type, authorization: `Bearer ${token}` },
    signal,
  });
  const said = await answer.text();
  if (![202, ...statuses].includes(answer.status))
    throw new Error(`${path} answered ${answer.status}: ${said.slice(0, 500)}`);
  return answer.status;
}

/**
 * The names at the path, once the awaited ones are among them: an item is interpreted with the themes and competitors that are known then.
 */
async function namesAt(
  path: string,
  awaited: string[],
  { url, token }: Receiver,
  signal: AbortSignal,
): Promise<string[]> {
  for (;;) {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` }, signal });
    const { data } = (await answer.json()) as { data?: { name: string }[] };
    const names = data?.map(({ name }) => name);
    if (names && awaited.every(name => names.includes(name))) return names;
    await pause(LOOK_EVERY_MS, undefined, { signal });
  }
}

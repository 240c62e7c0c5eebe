import { holderOf } from './holder.js';
import { keepToken, token } from './session.js';

type Message = { ask: true } | { held: string } | { left: string };

const CHANNEL = 'ckm-token';
/** In milliseconds: by then every other tab has answered. */
const ANSWERED = 150;

/** Tells new tabs of this origin the token that this one holds, and forgets it where another signs out. */
export function joinTabs(): BroadcastChannel {
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const held = token();
    if ('ask' in data && held) tabs.postMessage({ held } satisfies Message);
    if ('left' in data && held && ownerOf(data.left) === ownerOf(held)) keepToken(null);
  });
  return tabs;
}

/** Takes the token that the other tabs hold. Where they are of several people, nobody knows who opened this one. */
export async function takeTokenOfTabs(): Promise<void> {
  const tabs = new BroadcastChannel(CHANNEL);
  const held = new Map<string, string>();
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('held' in data) held.set(ownerOf(data.held), data.held);
  });
  tabs.postMessage({ ask: true } satisfies Message);
  await new Promise(resolve => setTimeout(resolve, ANSWERED));
  tabs.close();
  const [first] = held.values();
  if (first && held.size === 1) keepToken(first);
}

/** Here and in every other tab. */
export function signOut(): void {
  const left = token();
  if (!left) return;
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.postMessage({ left } satisfies Message);
  tabs.close();
  keepToken(null);
}

const ownerOf = (held: string) => holderOf(held) ?? held;

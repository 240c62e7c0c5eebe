import { holderKey, holderOf } from './holder.js';
import { keepToken, token, tokenGivenAt } from './session.js';

interface Held {
  held: string;
  given: number;
}
type Message = { ask: true } | Held | { left: string };

const CHANNEL = 'ckm-token';
/** By then every other tab has answered. */
const ANSWER_MS = 150;

/** From now on this tab tells new ones of this origin its token, and drops it when its holder signs out in another. */
export function joinTabs(): BroadcastChannel {
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const held = token();
    if ('ask' in data && held) tabs.postMessage({ held, given: tokenGivenAt() } satisfies Message);
    if ('left' in data && held && holderKey(data.left) === holderKey(held)) keepToken(null);
  });
  return tabs;
}

/** Takes the token that the other tabs hold; none where they are of several people: any may have opened this one. */
export async function takeTokenFromOtherTabs(): Promise<void> {
  const tabs = new BroadcastChannel(CHANNEL);
  const told: Held[] = [];
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('held' in data) told.push(data);
  });
  tabs.postMessage({ ask: true } satisfies Message);
  await new Promise(resolve => setTimeout(resolve, ANSWER_MS));
  tabs.close();
  const held = new Map(told.filter(one => !isSignedOut(one)).map(one => [holderKey(one.held), one]));
  const [first] = held.values();
  if (first && held.size === 1) keepToken(first.held, null, first.given);
}

/** Drops a token whose holder signed out in another tab while this one did not run. */
export function dropSignedOutToken(): void {
  const held = token();
  if (held && isSignedOut({ held, given: tokenGivenAt() })) keepToken(null);
}

/** Signs out here and in every other tab, also in those that do not run now. */
export function signOut(now = Date.now()): void {
  const left = token();
  if (!left) return;
  localStorage.setItem(signOutKey(left), String(now));
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.postMessage({ left } satisfies Message);
  tabs.close();
  keepToken(null);
}

/** Where local storage keeps when the token's holder last signed out. It is never removed, so it contains no token. */
const signOutKey = (held: string) => `ckm-left ${holderOf(held) ?? ''}`;

function isSignedOut({ held, given }: Held): boolean {
  const left = localStorage.getItem(signOutKey(held));
  return left !== null && given <= Number(left);
}

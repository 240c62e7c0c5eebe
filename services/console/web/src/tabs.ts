import { holderOf } from './holder.js';
import { keepToken, token, tokenGiven } from './session.js';

interface Held {
  held: string;
  given: number;
}
type Message = { ask: true } | Held | { left: string };

const CHANNEL = 'ckm-token';
/** In milliseconds: by then every other tab has answered. */
const ANSWERED = 150;

/** Tells new tabs of this origin the token that this one holds, and forgets it where another signs out. */
export function joinTabs(): BroadcastChannel {
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const held = token();
    if ('ask' in data && held) tabs.postMessage({ held, given: tokenGiven() } satisfies Message);
    if ('left' in data && held && ownerOf(data.left) === ownerOf(held)) keepToken(null);
  });
  return tabs;
}

/** Takes the token that the other tabs hold. Where they are of several people, nobody knows who opened this one. */
export async function takeTokenOfTabs(): Promise<void> {
  const tabs = new BroadcastChannel(CHANNEL);
  const told: Held[] = [];
  tabs.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if ('held' in data) told.push(data);
  });
  tabs.postMessage({ ask: true } satisfies Message);
  await new Promise(resolve => setTimeout(resolve, ANSWERED));
  tabs.close();
  const held = new Map(told.filter(one => !isLeft(one)).map(one => [ownerOf(one.held), one]));
  const [first] = held.values();
  if (first && held.size === 1) keepToken(first.held, null, first.given);
}

/** Forgets a token whose holder has signed out in another tab while this one was away. */
export function forgetLeft(): void {
  const held = token();
  if (held && isLeft({ held, given: tokenGiven() })) keepToken(null);
}

/** Here and in every other tab, also in one that is away now. */
export function signOut(now = Date.now()): void {
  const left = token();
  if (!left) return;
  localStorage.setItem(leaveOf(left), String(now));
  const tabs = new BroadcastChannel(CHANNEL);
  tabs.postMessage({ left } satisfies Message);
  tabs.close();
  keepToken(null);
}

const ownerOf = (held: string) => holderOf(held) ?? held;
/** Where the moment stands at which its holder has last signed out. No token stands there: it would stay. */
const leaveOf = (held: string) => `ckm-left ${holderOf(held) ?? ''}`;

function isLeft({ held, given }: Held): boolean {
  const left = localStorage.getItem(leaveOf(held));
  return left !== null && given <= Number(left);
}

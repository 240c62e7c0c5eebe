import { setTimeout as rest } from 'node:timers/promises';
import { type Language, type Theme, THEMES } from './sentences.js';
import { until } from './until.js';

const IN_FLIGHT = 4;
const BETWEEN_MS = 200;
const RETRY_MS = 200;
const PATIENCE_MS = 180_000;
/** So many events before customers begin to speak about the next theme: opportunities arise all along. */
const NEW_THEME_EVERY = 30;
const CUSTOMERS = 9;
const LANGUAGES: Language[] = ['en', 'de', 'zh'];

export interface Access {
  url: string;
  token(): Promise<string>;
}

export const describeThemes = async (access: Access): Promise<void> => {
  for (const { name, description, examples } of THEMES) {
    const list = LANGUAGES.flatMap(language => examples[language].map(text => ({ language, text })));
    const { status } = await post(access, '/v1/themes', 'application/json', { name, description, examples: list });
    if (status >= 300) throw new Error(`theme ${name}: ${status}`);
  }
  await until('the themes', 30_000, async () => {
    const answer = await fetch(`${access.url}/v1/themes`, { headers: await authorization(access) });
    const { data } = (await answer.json()) as { data: unknown[] };
    return data.length === THEMES.length || undefined;
  });
};

/** A system that sends what customers say and, as it must, sends again what was not acknowledged. */
export class Upstream {
  /** Event id → the item's id that was answered. */
  readonly acknowledged = new Map<string, string>();
  /** Requests that ended without an answer of the service, or with 5xx. */
  unanswered = 0;
  private sent = 0;
  private isStopping = false;
  private isAbandoned = false;
  private sending: Promise<unknown> = Promise.resolve();

  constructor(private readonly access: Access) {}

  start(): void {
    this.isStopping = false;
    this.sending = Promise.all(Array.from({ length: IN_FLIGHT }, () => this.send()));
    // Told by `stop`.
    this.sending.catch(() => undefined);
  }

  /** Resolves when everything that was begun is acknowledged. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.sending;
  }

  /** Resolves when so many more events are acknowledged. */
  untilAcknowledged(more: number): Promise<true> {
    const count = this.acknowledged.size + more;
    return until(`${count} events`, PATIENCE_MS, () => this.acknowledged.size >= count || undefined);
  }

  /** Lets go of what nobody answers. */
  abandon(): void {
    this.isStopping = true;
    this.isAbandoned = true;
  }

  private async send(): Promise<void> {
    while (!this.isStopping) {
      await this.deliver(eventOf((this.sent += 1)));
      await rest(BETWEEN_MS);
    }
  }

  private async deliver(event: { id: string }): Promise<void> {
    const itemId = await until(`an answer for ${event.id}`, PATIENCE_MS, async () => {
      const answer = await post(this.access, '/v1/events', 'application/cloudevents+json', event).catch(() => null);
      if (answer && answer.status < 300) return ((await answer.json()) as { data: { itemId: string } }).data.itemId;
      if (answer && answer.status < 500) throw new Error(`${event.id}: ${answer.status} ${await answer.text()}`);
      if (this.isAbandoned) throw new Error(`${event.id} was abandoned`);
      this.unanswered += 1;
      await rest(RETRY_MS);
      return undefined;
    });
    this.acknowledged.set(event.id, itemId);
  }
}

/** The same for the same number, whenever it is sent. */
function eventOf(nth: number): { id: string } & Record<string, unknown> {
  const theme = at(THEMES.slice(0, 1 + Math.floor(nth / NEW_THEME_EVERY)), nth);
  const language = at(LANGUAGES, Math.floor(nth / 5));
  return {
    specversion: '1.0',
    id: `visit-${nth}`,
    source: '/field-service',
    type: 'visit.noted',
    time: new Date(Date.UTC(2026, 10, 2, 8) + nth * 60_000).toISOString(),
    data: {
      customerId: `office-${nth % CUSTOMERS}`,
      text: at(theme.said[language], Math.floor(nth / 2)),
      languageHint: language,
    },
  };
}

const at = <T extends Theme | string>(list: T[], nth: number): T => list[nth % list.length] as T;

const authorization = async (access: Access): Promise<Record<string, string>> => ({
  authorization: `Bearer ${await access.token()}`,
});

const post = async (access: Access, path: string, type: string, body: unknown): Promise<Response> =>
  fetch(access.url + path, {
    method: 'POST',
    headers: { ...(await authorization(access)), 'content-type': type },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });

import { setTimeout as pause } from 'node:timers/promises';
import { READABLE, type Readable } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import { currentThemes, type Service, withdrawnItem } from '@ckm/service';
import { competitorList, competitorsOf } from '../competitor/competitors.view.js';
import type { ThemeDefinition } from '../language/interpreter.js';
import { languageChoice, languagesOf } from '../chosen-language/languages.view.js';
import { examplesOf, CURRENT_EXAMPLES, themeExamples } from '../theme/theme-examples.view.js';
import { retrain } from '../theme/theme-matcher.js';
import { themes, themesOf } from '../theme/themes.view.js';
import { itemWords } from './item-words.view.js';

/** For so long a vocabulary counts as current. */
const FRESH_MS = 50;
/** For so long a change may hold items up; then they are matched with the previous themes until new models are trained. */
const PATIENCE_MS = 1_000;
/** After so long without an item of the tenant its vocabulary, which holds customers' words, is dropped from memory. */
const IDLE_MS = 600_000;

/** What a tenant's texts are interpreted with. The arrays stay the same objects while nothing changes, for what is derived from them is cached by identity. */
interface Vocabulary {
  /** With what customers said in items that people gave the theme. */
  themes: readonly ThemeDefinition[];
  competitors: readonly string[];
  /** A text in another language is `und`. */
  languages: readonly Readable[];
}

/** The vocabulary as the views have it now. */
export type VocabularyOf = (tenantId: string) => Promise<Vocabulary>;

/** The views that it is read from. */
export const VOCABULARY_VIEWS = [
  ...[themes, currentThemes, themeExamples, itemWords, withdrawnItem],
  ...[competitorList, languageChoice],
];

export function vocabularyOf(service: Service): VocabularyOf {
  const caches = new Map<string, VocabularyCache>();
  return tenantId => {
    const cache = caches.get(tenantId) ?? new VocabularyCache(service, tenantId, () => caches.delete(tenantId));
    caches.set(tenantId, cache);
    return cache.current();
  };
}

/** The vocabulary of one tenant. Whoever asks while it is refreshed waits for the same refresh. */
class VocabularyCache {
  private vocabulary: Vocabulary = { themes: [], competitors: [], languages: READABLE };
  /** Null before the first refresh. */
  private stamp: string | null = null;
  private refreshedAt = -Infinity;
  private refreshing: Promise<void> | null = null;
  private refreshingSince = -Infinity;
  private readonly idle: NodeJS.Timeout;

  constructor(
    private readonly service: Service,
    private readonly tenantId: string,
    forget: () => void,
  ) {
    this.idle = setTimeout(forget, IDLE_MS).unref();
  }

  async current(): Promise<Vocabulary> {
    this.idle.refresh();
    const now = performance.now();
    if (!this.refreshing && now - this.refreshedAt >= FRESH_MS) {
      this.refreshingSince = now;
      this.refreshing = this.refresh().finally(() => (this.refreshing = null));
    }
    const patience = this.refreshingSince + PATIENCE_MS - now;
    if (this.stamp === null) await this.refreshing;
    else if (this.refreshing && patience > 0) await atMost(patience, this.refreshing);
    return this.vocabulary;
  }

  private async refresh(): Promise<void> {
    const { service, tenantId } = this;
    const stamp = await stampOf(service, tenantId);
    if (stamp !== this.stamp) {
      const vocabulary = { themes: await definitionsOf(service, tenantId), ...(await settingsOf(service, tenantId)) };
      await retrain(vocabulary.themes, this.vocabulary.themes);
      [this.vocabulary, this.stamp] = [vocabulary, stamp];
    }
    this.refreshedAt = performance.now();
  }
}

/** Waits for the work, but no longer than so many milliseconds. @throws what `work` throws in that time */
async function atMost(ms: number, work: Promise<void>): Promise<void> {
  const patience = new AbortController();
  const late = pause(ms, undefined, { signal: patience.signal, ref: false }).catch(() => undefined);
  work.catch(() => undefined);
  await Promise.race([work, late]).finally(() => patience.abort());
}

const STAMP = `SELECT concat_ws(' ',
  (SELECT concat_ws(' ', count(*), sum(hashtext(concat(theme_id, described_at)))) FROM theme WHERE tenant_id = $1),
  (SELECT concat_ws(' ', count(*), sum(hashtext(concat(theme_id, name, merged_into)))) FROM current_theme WHERE tenant_id = $1),
  (SELECT concat_ws(' ', count(*), sum(hashtext(concat(item_id, said_at)))) FROM (SELECT item_id, said_at FROM ${CURRENT_EXAMPLES}) AS said),
  (SELECT hashtext(competitors::text) FROM competitor_list WHERE tenant_id = $1),
  (SELECT hashtext(languages::text) FROM language_choice WHERE tenant_id = $1)) AS stamp`;

/** Changes whenever the vocabulary does, and is much less to read. */
const stampOf = (service: Service, tenantId: string): Promise<string> =>
  service.read(
    VOCABULARY_VIEWS,
    tenantId,
    async client => (await client.query<{ stamp: string }>(prepared(STAMP, [tenantId]))).rows[0]!.stamp,
  );

const settingsOf = (service: Service, tenantId: string): Promise<Omit<Vocabulary, 'themes'>> =>
  service.read([competitorList, languageChoice], tenantId, async client => ({
    competitors: (await competitorsOf(client, tenantId)).map(({ name }) => name),
    languages: await languagesOf(client, tenantId),
  }));

async function definitionsOf(service: Service, tenantId: string): Promise<ThemeDefinition[]> {
  const [themes, said] = await Promise.all([themesOf(service, tenantId), examplesOf(service, tenantId)]);
  return themes.map(theme => {
    const kin = [theme, ...theme.merged].map(({ themeId }) => themeId);
    return { ...theme, said: kin.flatMap(themeId => said.get(themeId) ?? []) };
  });
}

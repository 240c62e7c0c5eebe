import { setTimeout as pause } from 'node:timers/promises';
import { READABLE, type Readable } from '@ckm/contracts';
import { prepared } from '@ckm/event-store';
import { currentThemes, type Service } from '@ckm/service';
import { competitorList, competitorsOf } from '../competitor/competitors.view.js';
import type { ThemeDefinition } from '../language/interpreter.js';
import { languageChoice, languagesOf } from '../chosen-language/languages.view.js';
import { examplesOf, CURRENT_EXAMPLES, themeExamples } from '../theme/theme-examples.view.js';
import { retrain } from '../theme/theme-matcher.js';
import { themes, themesOf } from '../theme/themes.view.js';
import { itemWords } from './item-words.view.js';
import { withdrawnItem } from './withdrawn-item.view.js';

/** So long a tenant's vocabulary is not asked for again. */
const FRESH_MS = 50;
/** Training after a change holds items up no longer, all of them together; then they are matched with the themes of before until it is done. */
const PATIENCE_MS = 1_000;
/** What customers said is in memory no longer after a tenant's last item. */
const IDLE_MS = 600_000;

/** What a tenant's texts are read with: the same arrays as before while nothing changed, for what is derived from them is kept by identity. */
interface Vocabulary {
  /** As they are now, with what people said that customers mean by them. */
  themes: readonly ThemeDefinition[];
  competitors: readonly string[];
  /** What is in another one is `und`. */
  languages: readonly Readable[];
}

/** As the views show it now. */
export type VocabularyOf = (tenantId: string) => Promise<Vocabulary>;

/** What it is read from. */
export const VOCABULARY_VIEWS = [
  ...[themes, currentThemes, themeExamples, itemWords, withdrawnItem],
  ...[competitorList, languageChoice],
];

export function vocabularyOf(service: Service): VocabularyOf {
  const known = new Map<string, OfTenant>();
  return tenantId => {
    const own = known.get(tenantId) ?? new OfTenant(service, tenantId, () => known.delete(tenantId));
    known.set(tenantId, own);
    return own.current();
  };
}

class OfTenant {
  private known: Vocabulary = { themes: [], competitors: [], languages: READABLE };
  private stamp: string | null = null;
  private askedAt = -Infinity;
  private asking: Promise<void> | null = null;
  private askingSince = -Infinity;
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
    if (!this.asking && now - this.askedAt >= FRESH_MS) {
      this.askingSince = now;
      this.asking = this.ask().finally(() => (this.asking = null));
    }
    const patience = this.askingSince + PATIENCE_MS - now;
    if (this.stamp === null) await this.asking;
    else if (this.asking && patience > 0) await within(patience, this.asking);
    return this.known;
  }

  private async ask(): Promise<void> {
    const { service, tenantId } = this;
    const stamp = await stampOf(service, tenantId);
    if (stamp !== this.stamp) {
      const read = { themes: await definitionsOf(service, tenantId), ...(await settingsOf(service, tenantId)) };
      await retrain(read.themes, this.known.themes);
      [this.known, this.stamp] = [read, stamp];
    }
    this.askedAt = performance.now();
  }
}

/** @throws what `work` throws in that time; what it throws later is thrown when it is asked for again */
async function within(ms: number, work: Promise<void>): Promise<void> {
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

/** Another one whenever anything in the vocabulary is another; much less to read than that. */
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

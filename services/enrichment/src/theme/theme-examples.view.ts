import type { Example, Language, Span } from '@ckm/contracts';
import { ignore, upsert, view } from '@ckm/event-sourcing';
import { type Service, withdrawnItem } from '@ckm/service';
import { itemWords } from '../interpretation/item-words.view.js';

/** The newest: more would slow the matcher down more than improve it. */
const MAX_ITEMS = 2_000;
/** The limit of an example in a description. */
const MAX_CHARACTERS = 1_000;

/** Items whose themes a person gave, with the spans of their signals. Their words are in `item_words`, and are forgotten there. */
export const themeExamples = view({
  name: 'theme_example',
  version: 3,
  columns: { item_id: 'uuid', theme_ids: 'uuid[]', language: 'text', spans: 'jsonb', said_at: 'timestamptz' },
  key: ['item_id'],
  shown: 'theme_ids IS NOT NULL AND spans IS NOT NULL',
  indexes: ['said_at DESC, item_id'],
  on: {
    // Not from the reading, which after a move also has themes that nobody gave.
    InterpretationCorrected: ({ data }) =>
      data.themes ? upsert({ item_id: data.itemId }, { theme_ids: data.themes.map(({ themeId }) => themeId) }) : ignore,
    ItemInterpreted: ({ data, recordedAt }) =>
      data.corrected?.includes('themes')
        ? upsert(
            { item_id: data.itemId },
            { language: data.language, spans: data.signals.map(({ span }) => span), said_at: recordedAt },
          )
        : ignore,
  },
});

interface ExampleItem {
  themeIds: string[];
  language: Language;
  spans: Span[];
  text: string;
}

/** SQL: the newest examples of tenant $1 that are neither withdrawn nor forgotten. */
export const CURRENT_EXAMPLES = `theme_example JOIN item_words USING (tenant_id, item_id)
  WHERE tenant_id = $1 AND text IS NOT NULL AND NOT EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = $1 AND w.item_id = theme_example.item_id)
  ORDER BY said_at DESC, item_id LIMIT ${MAX_ITEMS}`;
const ITEMS = `SELECT theme_ids AS "themeIds", language, spans, text FROM ${CURRENT_EXAMPLES}`;

/** By theme id, what the customers said whose items people gave that theme. */
export async function examplesOf(service: Service, tenantId: string): Promise<Map<string, Example[]>> {
  const rows = await service.read(
    [themeExamples, itemWords, withdrawnItem],
    tenantId,
    async client => (await client.query<ExampleItem>(ITEMS, [tenantId])).rows,
  );
  return examplesByTheme(rows);
}

export function examplesByTheme(items: ExampleItem[]): Map<string, Example[]> {
  const examples = new Map<string, Example[]>();
  for (const item of items)
    for (const themeId of item.themeIds) {
      const own = examples.get(themeId) ?? [];
      own.push(...textsOf(item).map(text => exampleOf(item, text)));
      examples.set(themeId, own);
    }
  return examples;
}

/** The distinct words of its signals; of an item without signals, all its words. */
const textsOf = ({ text, spans }: ExampleItem): string[] => [
  ...new Set(spans.length > 0 ? spans.map(({ start, end }) => text.slice(start, end)) : [text]),
];

const exampleOf = ({ language }: ExampleItem, text: string): Example => ({
  language,
  text: [...text].slice(0, MAX_CHARACTERS).join(''),
});

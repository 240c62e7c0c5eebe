import type { Example, Language, Span } from '@ckm/contracts';
import { ignore, upsert, view } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { itemWords } from '../interpretation/item-words.view.js';
import { withdrawnItem } from '../interpretation/withdrawn-item.view.js';

/** The newest of them: more would make the matcher slower than it makes it better. */
const MOST_ITEMS = 2_000;
/** What a described example may have at most. */
const MOST_CHARACTERS = 1_000;

/** Items whose themes a person gave, and where the signals in them are. What they say stands elsewhere, and is forgotten there. */
export const themeExamples = view({
  name: 'theme_example',
  version: 3,
  columns: { item_id: 'uuid', theme_ids: 'uuid[]', language: 'text', spans: 'jsonb', said_at: 'timestamptz' },
  key: ['item_id'],
  shown: 'theme_ids IS NOT NULL AND spans IS NOT NULL',
  indexes: ['said_at DESC, item_id'],
  on: {
    // A reading also has themes that went along when an item was moved, and that nobody gave.
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

interface Said {
  themeIds: string[];
  language: Language;
  spans: Span[];
  text: string;
}

/** Of the tenant $1, the newest. */
export const STANDING_EXAMPLES = `theme_example JOIN item_words USING (tenant_id, item_id)
  WHERE tenant_id = $1 AND text IS NOT NULL AND NOT EXISTS (SELECT FROM withdrawn_item w WHERE w.tenant_id = $1 AND w.item_id = theme_example.item_id)
  ORDER BY said_at DESC, item_id LIMIT ${MOST_ITEMS}`;
const SAID = `SELECT theme_ids AS "themeIds", language, spans, text FROM ${STANDING_EXAMPLES}`;

/** By theme, what customers said whom people put under it: neither what was withdrawn nor a word of who was forgotten. */
export async function examplesOf(service: Service, tenantId: string): Promise<Map<string, Example[]>> {
  const rows = await service.read(
    [themeExamples, itemWords, withdrawnItem],
    tenantId,
    async client => (await client.query<Said>(SAID, [tenantId])).rows,
  );
  return byTheme(rows);
}

export function byTheme(rows: Said[]): Map<string, Example[]> {
  const examples = new Map<string, Example[]>();
  for (const said of rows)
    for (const themeId of said.themeIds) {
      const own = examples.get(themeId) ?? [];
      own.push(...wordsOf(said).map(text => exampleOf(said, text)));
      examples.set(themeId, own);
    }
  return examples;
}

/** Those of its signals; of an item without any, all. */
const wordsOf = ({ text, spans }: Said): string[] => [
  ...new Set(spans.length > 0 ? spans.map(({ start, end }) => text.slice(start, end)) : [text]),
];

const exampleOf = ({ language }: Said, text: string): Example => ({
  language,
  text: [...text].slice(0, MOST_CHARACTERS).join(''),
});

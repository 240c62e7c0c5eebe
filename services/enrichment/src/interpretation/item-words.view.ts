import { upsert, view } from '@ckm/event-sourcing';

/** What customers said, word for word: what a corrected span is cut out of, and what a corrected theme learns from. */
export const itemWords = view({
  name: 'item_words',
  version: 1,
  columns: { item_id: 'uuid', text: 'text' },
  key: ['item_id'],
  personal: ['text'],
  on: { KnowledgeItemCaptured: ({ data }) => upsert({ item_id: data.itemId }, { text: data.text }) },
});

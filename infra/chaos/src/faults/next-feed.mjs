// Preloaded into a process of sharing: the next version of its code, whose feed has one more column and folds words into it.
import { feed } from '../../../../services/sharing/dist/feed/feed.view.js';

const { KnowledgeItemCaptured: before } = feed.on;

feed.version += 1;
feed.columns.word_count = 'int';
feed.on.KnowledgeItemCaptured = event => {
  const change = before(event);
  return { ...change, columns: { ...change.columns, word_count: event.data.text?.split(' ').length ?? null } };
};

import { command, reaction } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { needsIn } from '../evidence/need.js';
import { emergence } from './emergence.decider.js';

/** A customer who needs something is counted once for each theme of the item. */
export const noteDemandWhenInterpreted = reaction(
  'note-demand-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId }) => {
    const { itemId, customerId, themes } = data;
    if (needsIn(data).length === 0) return [];
    return themes.map(({ themeId, theme }) =>
      command(emergence, uuid5(tenantId, 'emergence', themeId), { themeId, theme, customerId, itemId }),
    );
  },
);

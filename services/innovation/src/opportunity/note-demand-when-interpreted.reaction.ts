import { command, reaction } from '@ckm/event-sourcing';
import { needsIn } from '../evidence/need.js';
import { emergenceIdOf } from './demand.js';
import { emergence } from './emergence.decider.js';

/** A customer who needs something is counted once for each theme of the item. */
export const noteDemandWhenInterpreted = reaction(
  'note-demand-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId }) => {
    const { itemId, customerId, themes } = data;
    if (needsIn(data).length === 0) return [];
    return themes.map(({ themeId, theme }) =>
      command(emergence, emergenceIdOf(tenantId, themeId), { themeId, theme, customerId, itemId }),
    );
  },
);

import { command, reaction } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { evidenceLink } from './evidence.decider.js';
import { needsIn, opportunityIdOf } from './need.js';

/** Each need in an item speaks for the opportunity of each of the item's themes, open already or not yet. */
export const linkEvidenceWhenInterpreted = reaction(
  'link-evidence-when-interpreted',
  'ItemInterpreted',
  ({ data, tenantId, erased }) => {
    if (erased) return [];
    const { itemId, customerId, themes } = data;
    return themes.flatMap(theme =>
      needsIn(data).map(({ type, expression, span, text }) => {
        const opportunityId = opportunityIdOf(tenantId, theme);
        const evidenceId = uuid5(tenantId, opportunityId, itemId, `${type}:${span.start}-${span.end}`);
        const { themeId } = theme;
        return command(evidenceLink, evidenceId, {
          evidenceId,
          opportunityId,
          themeId,
          itemId,
          customerId,
          signalType: type,
          expression,
          span,
          words: text,
        });
      }),
    );
  },
);

import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { command, type Reaction, reaction } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { emergenceIdOf, themesNow } from './demand.js';
import { emergence } from './emergence.decider.js';

/** Demand for a theme that was merged meanwhile is demand for the one that stands for it. */
export const passDemandOnWhenNoted = (service: Service): Reaction =>
  reaction('pass-demand-on-when-noted', 'DemandNoted', async ({ data, tenantId }) => {
    const { themeId, customerId, itemId, itemIds } = data;
    if (itemIds.length >= CUSTOMERS_TO_OPEN) return [];
    const themes = await themesNow(service, tenantId);
    const [current, theme] = [themes.currentOf(themeId), themes.nameOf(themeId)];
    if (current === themeId || theme === null) return [];
    const demand = { themeId: current, theme, customerId, itemId };
    return [command(emergence, emergenceIdOf(tenantId, current), demand)];
  });

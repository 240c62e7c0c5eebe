import { CUSTOMERS_TO_OPEN } from '@ckm/contracts';
import { command, type Reaction, reaction } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';
import { emergenceIdOf, notedOf, themesNow } from './demand.js';
import { emergence } from './emergence.decider.js';

/** Who needs what the one theme is about needs what the other is about. One that has opened its opportunity speaks by that. */
export const noteDemandWhenMerged = (service: Service): Reaction =>
  reaction('note-demand-when-merged', 'ThemeMerged', async ({ data, tenantId }) => {
    const { themeId, intoThemeId } = data;
    const noted = await notedOf(service, tenantId, themeId);
    const theme = (await themesNow(service, tenantId)).nameOf(intoThemeId);
    if (theme === null || noted.length >= CUSTOMERS_TO_OPEN) return [];
    return noted.map(one =>
      command(emergence, emergenceIdOf(tenantId, intoThemeId), { themeId: intoThemeId, theme, ...one }),
    );
  });

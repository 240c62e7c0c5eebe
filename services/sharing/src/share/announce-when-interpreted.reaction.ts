import { command, reaction } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { announcement } from './announcement.decider.js';

/**
 * Copies each interpretation into sharing's own log, which has no gaps and is in commit order: a subscription can read it from any position
 * on, without a gap and without a repeat. The stream id depends on the place of the interpretation, not on its event id: one that was lost with a log
 * and made again is not announced again. Nothing is announced of a forgotten person.
 */
export const announceWhenInterpreted = reaction(
  'announce-when-interpreted',
  'ItemInterpreted',
  ({ streamId, version, data, tenantId, recordedAt, erased }) => {
    if (erased) return [];
    return [
      command(announcement, uuid5(tenantId, 'announcement', streamId, String(version)), {
        itemId: data.itemId,
        customerId: data.customerId,
        interpretedAt: recordedAt.toISOString(),
        language: data.language,
        sentiment: data.sentiment.label,
        signalTypes: [...new Set(data.signals.map(signal => signal.type))],
        themeIds: data.themes.map(theme => theme.themeId),
      }),
    ];
  },
);

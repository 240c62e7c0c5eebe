import { command, reaction } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { announcement } from './announcement.decider.js';

/**
 * Sharing's own log is gapless and in commit order: what is announced there can be read from any position on, without a gap and nothing
 * twice: not even an interpretation that was lost with a log and made again, under another id in the same place. Of a forgotten person
 * nothing is announced.
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

import { setTimeout as pause } from 'node:timers/promises';
import { command } from '@ckm/event-sourcing';
import { uuid5 } from '@ckm/privacy';
import { type Service, startWorker, type Worker } from '@ckm/service';
import { startSpan } from '@ckm/telemetry';
import { insertDeliveries } from '../delivery/deliveries.js';
import { type Match, matchNext } from './matching.js';
import { share } from './share.decider.js';

const LOOK_AGAIN_MS = 20;
const ACTOR = 'system:share-what-matches';

/** Matches announcements with every subscription, and shares those that answer it. */
export const shareWhatMatches = (service: Service): Worker =>
  startWorker(service, 'share-what-matches', async () => {
    const { moved, viewsBehind } = await shareNext(service);
    // The views are about to show what was appended a moment ago.
    if (moved === 0 && viewsBehind) await pause(LOOK_AGAIN_MS);
    return moved > 0 || viewsBehind;
  });

/** One transaction for the shares, their deliveries and the subscriptions' progress. */
function shareNext(service: Service): Promise<{ moved: number; viewsBehind: boolean }> {
  return service.transaction(async client => {
    const { moved, viewsBehind, matches } = await matchNext(client);
    const now = service.now();
    const shares = matches.map(match => ({ match, shareId: shareIdOf(match), span: spanOf(match) }));
    await insertDeliveries(
      client,
      shares.map(({ match, shareId, span }) => ({ ...match, deliveryId: shareId, traceparent: span.traceparent })),
      now,
    );
    await service.events.handleAll(
      client,
      shares.map(({ match: { tenantId, subscriptionId, itemId, customerId, ...about }, shareId, span }) => ({
        context: {
          tenantId,
          actor: ACTOR,
          now,
          correlationId: about.correlationId,
          causationId: about.eventId,
          traceparent: span.traceparent,
        },
        handling: command(share, shareId, { shareId, subscriptionId, itemId, customerId }),
      })),
    );
    shares.forEach(({ span }) => span.end());
    return { moved, viewsBehind };
  });
}

const shareIdOf = ({ tenantId, subscriptionId, itemId }: Match): string =>
  uuid5(tenantId, 'share', subscriptionId, itemId);

const spanOf = ({ traceparent }: Match) => startSpan('share', { parent: traceparent });

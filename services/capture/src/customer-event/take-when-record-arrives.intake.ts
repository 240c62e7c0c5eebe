import { UPSTREAM_TOPIC } from '@ckm/contracts';
import { command, type Rejection } from '@ckm/event-sourcing';
import { problemOf } from '@ckm/http';
import type { Intake, Quarantined } from '@ckm/messaging';
import type { Service } from '@ckm/service';
import { v7 } from 'uuid';
import { addTally } from '../intake/intake-tally.js';
import { type CloudEvent, fromRecord, tenantIn } from './cloud-event.js';
import { translate } from './customer-event.js';
import { failureOf } from './take.js';
import { eventOfLine, isOfImport } from '../import/quarantined-lines.js';
import { knowledgeItem } from '../knowledge-item/knowledge-item.decider.js';

/** Takes the records that upstream systems publish: each is captured, a duplicate, quarantined, or of a forgotten person. */
export const takeWhenRecordArrives = (service: Service): Intake => ({
  name: 'take-when-record-arrives',
  topic: UPSTREAM_TOPIC,
  tally: (client, counts) => addTally(client, 'topic', counts),
  failed: ({ headers, value }, failure) => {
    const { code, detail } = failureOf(failure);
    return { tenantId: tenantIn(headers, value) ?? service.installationTenant, code, detail };
  },
  read: async ({ topic, headers, value }, now, traceparent) => {
    let event: CloudEvent | null = null;
    const tenantId = (): string => (event ? event.tenantid : tenantIn(headers, value)) ?? service.installationTenant;
    try {
      event = isOfImport(topic) ? eventOfLine(headers, value) : fromRecord(headers, value);
      const { take, streamId, forgotten, keyIds } = await translate(event, {
        tenantId: tenantId(),
        receivedAt: now,
        privacy: service.privacy,
        vault: service.vault,
      });
      if (forgotten) return { forgotten };
      const context = {
        tenantId: tenantId(),
        actor: `upstream:${event.source}`,
        now,
        correlationId: v7(),
        causationId: null,
        traceparent,
        keyIds,
      };
      const ifRejected = (rejection: Rejection): Quarantined => {
        const { code, detail } = problemOf(rejection)!;
        return { tenantId: tenantId(), code, detail };
      };
      return { context, handling: command(knowledgeItem, streamId, take), ifRejected };
    } catch (error) {
      const problem = problemOf(error);
      if (problem === null) throw error;
      const where = problem.pointers?.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
      return { tenantId: tenantId(), code: problem.code, detail: where ?? problem.detail };
    }
  },
});

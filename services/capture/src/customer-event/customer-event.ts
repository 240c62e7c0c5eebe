import {
  CUSTOMER_EVENTS,
  CustomerIdentity,
  CustomerWords,
  type CustomerEventType,
  faultsOf,
  isCustomerEventType,
} from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { customerIdOf, itemIdOf, type Privacy } from '@ckm/privacy';
import type { CloudEvent } from './cloud-event.js';
import type { TakeCustomerEvent } from './customer-event.decider.js';

/** A customer event that was understood: what to command, and what to answer once that is durable. */
export interface UnderstoodEvent {
  take: TakeCustomerEvent;
  streamId: string;
  answer: { itemId: string } | { customerId: string };
}

/** Maps a CloudEvent of an upstream system. @throws Problem that names what is wrong and where */
export async function understand(
  event: CloudEvent,
  { tenantId, receivedAt, privacy }: { tenantId: string; receivedAt: Date; privacy: Privacy },
): Promise<UnderstoodEvent> {
  const type = typeOf(event, tenantId);
  const { id, source, time, data } = event;
  const { customerId: customerExternalId, ...told } = wordsOf(type, data);
  const origin = {
    customerId: customerIdOf(tenantId, customerExternalId),
    customerExternalId,
    source,
    externalId: id,
    occurredAt: time ?? receivedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    sameness: await privacy.sameness(tenantId, { id, source, type, time: time ?? null, data }),
  };
  const itemId = itemIdOf(tenantId, source, id);
  const take = (taken: TakeCustomerEvent['event'], answer: UnderstoodEvent['answer']): UnderstoodEvent => ({
    take: { event: taken },
    streamId: itemId,
    answer,
  });
  if (type === 'customer.identified')
    return take({ type: 'CustomerIdentified', data: { ...told, ...origin } }, { customerId: origin.customerId });
  return take(
    { type: 'KnowledgeItemCaptured', data: { ...(told as CustomerWords), ...origin, itemId, sourceType: type } },
    { itemId },
  );
}

function typeOf({ type, tenantid }: CloudEvent, tenantId: string): CustomerEventType {
  if (tenantid && tenantid !== tenantId) throw new Problem('tenant-mismatch');
  if (isCustomerEventType(type)) return type;
  throw new Problem('event-type-unknown', `The types are ${Object.keys(CUSTOMER_EVENTS).join(', ')}.`);
}

function wordsOf(type: CustomerEventType, data: unknown): CustomerWords | CustomerIdentity {
  const faults = faultsOf(CUSTOMER_EVENTS[type], data).map(fault => ({ ...fault, pointer: `/data${fault.pointer}` }));
  if (faults.length === 0) return data as CustomerWords | CustomerIdentity;
  throw new Problem(
    faults.some(fault => fault.rule === 'storable') ? 'text-not-storable' : 'event-invalid',
    undefined,
    faults,
  );
}

import {
  CUSTOMER_EVENTS,
  CustomerIdentity,
  CustomerWords,
  type CustomerEventType,
  isCustomerEventType,
} from '@ckm/contracts';
import { checked, Problem } from '@ckm/http';
import { customerIdOf, itemIdOf, type Privacy, type Vault } from '@ckm/privacy';
import type { CloudEvent } from './cloud-event.js';
import type { TakeCustomerEvent } from '../knowledge-item/knowledge-item.decider.js';

/** A customer event that was understood: what to command, and what to answer once that is durable. */
export interface UnderstoodEvent {
  take: TakeCustomerEvent;
  streamId: string;
  answer: { itemId: string } | { customerId: string };
  /** Its person was forgotten after it happened: acknowledged, never taken. */
  forgotten: boolean;
  /** The person's key at this moment: under another one it would outlive an erasure that comes between. */
  keyIds: string[];
}

/** Where and when it is received. */
export interface Receiver {
  tenantId: string;
  receivedAt: Date;
  privacy: Privacy;
  vault: Pick<Vault, 'standingOf' | 'keyOf'>;
}

/** What came under one (source, id), checked. */
export interface Told {
  id: string;
  source: string;
  /** Of a customer event, or `item.written`. */
  type: string;
  time: string | null;
  data: CustomerWords | CustomerIdentity;
}

/** Maps a CloudEvent of an upstream system. @throws Problem that names what is wrong and where */
export function understand(event: CloudEvent, receiver: Receiver): Promise<UnderstoodEvent> {
  const type = typeOf(event, receiver.tenantId);
  const { id, source, time = null } = event;
  const data = checked<CustomerWords | CustomerIdentity>(CUSTOMER_EVENTS[type], event.data, 'event-invalid', '/data');
  return mapped({ id, source, type, time, data }, receiver);
}

/** The one mapping from what was told to the event that it becomes, by whichever way it came. */
export async function mapped({ id, source, type, time, data }: Told, receiver: Receiver): Promise<UnderstoodEvent> {
  const { tenantId, receivedAt, privacy } = receiver;
  const { customerId: customerExternalId, ...words } = data;
  const origin = {
    customerId: customerIdOf(tenantId, customerExternalId),
    customerExternalId,
    source,
    externalId: id,
    occurredAt: time ?? receivedAt.toISOString(),
    receivedAt: receivedAt.toISOString(),
    sameness: await privacy.sameness(tenantId, { id, source, type, time, data }),
  };
  const { keyId, forgotten } = await standingAt(happenedAt(time, receivedAt), origin.customerId, receiver);
  const itemId = itemIdOf(tenantId, source, id);
  const take = (taken: TakeCustomerEvent['event'], answer: UnderstoodEvent['answer']): UnderstoodEvent => ({
    take: { event: taken },
    streamId: itemId,
    answer,
    forgotten,
    keyIds: keyId === null ? [] : [keyId],
  });
  if (type === 'customer.identified')
    return take({ type: 'CustomerIdentified', data: { ...words, ...origin } }, { customerId: origin.customerId });
  return take(
    { type: 'KnowledgeItemCaptured', data: { ...(words as CustomerWords), ...origin, itemId, sourceType: type } },
    { itemId },
  );
}

/** A person who has no key is given one and looked at again: an erasure that came between is seen, a later one takes this key. */
async function standingAt(
  happened: Date,
  customerId: string,
  { tenantId, vault }: Receiver,
): Promise<{ keyId: string | null; forgotten: boolean }> {
  const look = async () => {
    const { keyId, forgottenUntil } = await vault.standingOf(tenantId, customerId);
    return { keyId, forgotten: forgottenUntil !== null && happened <= forgottenUntil };
  };
  const standing = await look();
  if (standing.keyId !== null || standing.forgotten) return standing;
  await vault.keyOf(tenantId, customerId);
  return look();
}

/** As the source says, but never later than now: clocks run ahead. */
function happenedAt(time: string | null, receivedAt: Date): Date {
  const said = new Date(time ?? receivedAt);
  return said < receivedAt ? said : receivedAt;
}

function typeOf({ type, tenantid }: CloudEvent, tenantId: string): CustomerEventType {
  if (tenantid && tenantid !== tenantId) throw tenantMismatch();
  if (isCustomerEventType(type)) return type;
  const detail = `must be one of ${Object.keys(CUSTOMER_EVENTS).join(', ')}`;
  throw new Problem('event-type-unknown', undefined, [{ pointer: '/type', rule: 'enum', detail }]);
}

export const tenantMismatch = (): Problem =>
  new Problem('tenant-mismatch', undefined, [{ pointer: '/tenantid', rule: 'const', detail: 'is another tenant' }]);

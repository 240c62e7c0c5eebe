import {
  CUSTOMER_EVENTS,
  type CustomerEventType,
  CustomerIdentity,
  CustomerWords,
  isCustomerEventType,
} from '@ckm/contracts';
import { checked, Problem } from '@ckm/http';
import { customerIdOf, itemIdOf, type Privacy, type Vault } from '@ckm/privacy';
import type { CloudEvent } from './cloud-event.js';
import type { TakeCustomerEvent } from '../knowledge-item/knowledge-item.decider.js';

/** A customer event as a command, with what to answer once that is durable. */
export interface TranslatedEvent {
  take: TakeCustomerEvent;
  streamId: string;
  answer: { itemId: string } | { customerId: string };
  /** The person was forgotten after it happened: it is acknowledged, but never taken. */
  forgotten: boolean;
  /** The person's key at this moment. Sealed under a key made later, the event would outlive an erasure that comes in between. */
  keyIds: string[];
}

/** The tenant and the time of receipt, and what is looked up meanwhile. */
export interface Receiver {
  tenantId: string;
  receivedAt: Date;
  privacy: Privacy;
  vault: Pick<Vault, 'standingOf' | 'keyOf'>;
}

/** A customer event whose data were validated. */
export interface CheckedEvent {
  id: string;
  source: string;
  /** One of the types of customer events, or `item.written`. */
  type: string;
  time: string | null;
  data: CustomerWords | CustomerIdentity;
}

/** Translates a CloudEvent of an upstream system. @throws Problem that names what is wrong and where */
export function translate(event: CloudEvent, receiver: Receiver): Promise<TranslatedEvent> {
  const type = typeOf(event, receiver.tenantId);
  const { id, source, time = null } = event;
  const data = checked<CustomerWords | CustomerIdentity>(CUSTOMER_EVENTS[type], event.data, 'event-invalid', '/data');
  return translateChecked({ id, source, type, time, data }, receiver);
}

/** The one mapping from a customer event to a domain event, for every way in. */
export async function translateChecked(
  { id, source, type, time, data }: CheckedEvent,
  receiver: Receiver,
): Promise<TranslatedEvent> {
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
  const take = (taken: TakeCustomerEvent['event'], answer: TranslatedEvent['answer']): TranslatedEvent => ({
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

/**
 * For a person without a key one is created, and the vault is asked again: the second look sees an erasure that came in between, and a later
 * one destroys this key.
 */
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

/** The time that the source says, but never later than now: its clock may be ahead. */
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

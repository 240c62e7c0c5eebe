import type { Mutant } from '../mutant.js';

/** Out of the installation: each thing once, and to nobody inside. */
export const OUTBOUND: Mutant[] = [
  {
    name: 'first-address-only',
    file: 'services/sharing/src/delivery/address-guard.ts',
    breaks: 'Of the addresses that a name stands for only the first is looked at: the second may be our own network.',
    find: 'addresses.find(address => !isPublic(address))',
    replace: 'addresses.slice(0, 1).find(address => !isPublic(address))',
    specs: ['services/sharing/src/delivery/address-guard.spec.ts'],
  },
  {
    name: 'not-checked-at-connect',
    file: 'services/sharing/src/delivery/webhook-call.ts',
    breaks: 'The address is not looked at when it is connected to: a name may mean something else by then.',
    find: 'lookup: guard.lookupFor(url),',
    replace: '',
    specs: ['services/sharing/src/delivery/address-guard.spec.ts'],
  },
  {
    name: 'redirect-followed',
    file: 'services/sharing/src/delivery/webhook-call.ts',
    breaks: 'A redirect is followed: a message goes where nobody agreed that it may go.',
    find: 'await drain(response);',
    replace: `await drain(response);
    const { location } = response.headers;
    if (location) return await callWebhook({ ...call, url: location }, { guard, timeoutMs, stopping });`,
    specs: ['services/sharing/src/delivery/hostile-endpoints.spec.ts'],
  },
  {
    name: 'timestamp-not-signed',
    file: 'services/sharing/src/delivery/webhook-call.ts',
    breaks: 'The signature of a webhook leaves out the time: whoever overhears a message can send it for ever.',
    find: '.update(`${id}.${timestamp}.${body}`)',
    replace: '.update(`${id}.${body}`)',
    specs: ['services/sharing/src/delivery/webhook.int.spec.ts'],
  },
  {
    name: 'resent-under-another-id',
    file: 'services/sharing/src/delivery/webhook-channel.ts',
    breaks: 'A message that is sent again has another id: its receiver cannot tell that it is the same.',
    find: 'id: first.messageId, body',
    replace: 'id: `${first.messageId}${first.tried || ""}`, body',
    specs: ['services/sharing/src/delivery/webhook.int.spec.ts'],
  },
  {
    name: 'shared-past-what-is-parked',
    file: 'services/sharing/src/share/matching.ts',
    breaks: 'Subscriptions read on past what is parked: after its redrive nobody is told of it.',
    find: 'least($1::bigint, ($2::jsonb ->> p.tenant_id)::bigint)',
    replace: 'greatest($1::bigint, ($2::jsonb ->> p.tenant_id)::bigint)',
    specs: ['services/sharing/src/share/matching.int.spec.ts'],
  },
  {
    name: 'sent-and-not-recorded',
    file: 'services/sharing/src/delivery/send-what-is-due.worker.ts',
    breaks: 'Nobody notes that a message was sent: it is sent again and again.',
    find: 'await this.record(outcomes);',
    replace: '',
    specs: ['services/sharing/src/delivery/webhook.int.spec.ts'],
  },
  {
    name: 'any-answer-is-delivered',
    file: 'services/sharing/src/delivery/webhook-channel.ts',
    breaks: 'A receiver that answers 500 counts as one that has the message: it is never sent again.',
    find: "if (answer.error === null) return { state: 'delivered' };",
    replace: "if (answer.error === null || answer.status === 500) return { state: 'delivered' };",
    specs: ['services/sharing/src/delivery/webhook.int.spec.ts'],
  },
];

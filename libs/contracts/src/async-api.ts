import { CUSTOMER_EVENTS } from './capture/customer-event.js';
import {
  contractOf,
  DOMAIN_TOPICS,
  EVENT_NAMES,
  type EventName,
  eventsOn,
  PARTITIONS,
  UPSTREAM_TOPIC,
} from './events.js';
import { type Data, exampleOf } from './examples.js';
import { headers, instant, text } from './headers.js';
import { jsonSchemaOf } from './json-schema.js';
import { mapPersonal } from './map-personal.js';
import { TEAM_TOPIC } from './sharing/shared-item.js';
import { teamMessages } from './sharing/team-messages.js';

const UPSTREAM_HEADERS = headers(
  {
    ce_id: text('With ce_source it names the event: the same again is a repeat.'),
    ce_source: text('The system that sends it.'),
    ce_type: text('The type of customer event.'),
  },
  {
    ce_time: instant('When the customer said it.'),
    ce_tenantid: text('The tenant: lower-case letters, digits and hyphens; the configured one when absent.'),
    traceparent: text('W3C trace context.'),
  },
);

const DOMAIN_HEADERS = headers(
  {
    ce_id: text('The event.'),
    ce_source: text('The service that recorded it.'),
    ce_type: text('ckm.<Event>.v<version>'),
    ce_subject: text('Its stream.'),
    ce_time: instant('When it was recorded.'),
    ce_tenantid: text('The tenant.'),
    ce_streamversion: text('Its place in its stream, from 1.'),
    ce_sequence: text("Its position in the producer's log, padded with zeros."),
    ce_previous: text('The sequence before it in this topic and partition; a reader that has not seen it has a gap.'),
    ce_logepoch: text("Names the producer's log."),
    ce_actor: text('Who did it: the subject of a token, or a part of the system.'),
    ce_correlationid: text('The request that began it all.'),
  },
  {
    ce_causationid: text('The event that it answers.'),
    ce_traceparent: text('W3C trace context of its creation.'),
  },
);

const UPSTREAM_EXAMPLE = {
  ce_specversion: '1.0',
  ce_id: 'T-88213/2',
  ce_source: 'https://helpdesk.brunner-buerotechnik.example/tickets',
  ce_time: '2026-03-04T08:12:31.250+01:00',
  ce_tenantid: 'demo',
  traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

const DOMAIN_EXAMPLE = {
  ce_specversion: '1.0',
  ce_id: '01995f3a-2c4e-7b10-8d2f-6a51c3e94b07',
  ce_time: '2026-03-04T07:12:33.017Z',
  ce_tenantid: 'demo',
  ce_streamversion: '1',
  ce_sequence: '00000000000000004711',
  ce_previous: '00000000000000004702',
  ce_logepoch: '7c1e0d52-93ab-4f6e-8a55-1b2c3d4e5f60',
  ce_actor: 'jana.brueckner',
  ce_correlationid: '01995f3a-2c4e-7b10-8d2f-6a51c3e94b06',
  ce_traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
};

const SEALED_EXAMPLE =
  'sealed:1:0f8a6c1e-5d3b-4c2a-9e7f-2b1d4c6a8e90:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJyg';

/** The AsyncAPI 3.0 document of every topic: what upstream systems send, and what the services publish, with older versions of events. */
export function asyncApi(): Record<string, unknown> {
  const upstream = Object.fromEntries(
    Object.entries(CUSTOMER_EVENTS).map(([type, contract]) => [
      type,
      {
        name: type,
        contentType: 'application/json',
        headers: UPSTREAM_HEADERS,
        payload: jsonSchemaOf(contract),
        examples: [{ headers: { ...UPSTREAM_EXAMPLE, ce_type: type }, payload: exampleOf(type) }],
      },
    ]),
  );
  const domain = Object.fromEntries(
    EVENT_NAMES.flatMap(versionsOf).map(([name, type, version]) => [name, domainMessage(type, version)]),
  );
  const team = teamMessages();
  const topics: [string, string[]][] = [
    [UPSTREAM_TOPIC, Object.keys(upstream)],
    ...DOMAIN_TOPICS.map((topic): [string, string[]] => [
      topic,
      eventsOn(topic)
        .flatMap(versionsOf)
        .map(([name]) => name),
    ]),
    [TEAM_TOPIC, Object.keys(team)],
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'ckm',
      version: '1',
      description: 'CloudEvents 1.0 in Kafka binary mode: the value is the data, attributes stand in ce_ headers.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map(([topic, names]) => [topic, channel(topic, names)])),
    operations: Object.fromEntries(topics.map(([topic]) => [topic, operation(topic)])),
    components: { messages: { ...upstream, ...domain, ...team } },
  };
}

/** The versions of an event. The newest has the event's own name; older ones, which topics keep for ever, are named `KnowledgeItemCaptured.v1`. */
const versionsOf = (type: EventName): [name: string, type: EventName, version: number][] =>
  Array.from({ length: contractOf(type).version }, (_, nth) => [nameOf(type, nth + 1), type, nth + 1]);

const nameOf = (type: EventName, version: number): string =>
  version === contractOf(type).version ? type : `${type}.v${version}`;

function domainMessage(type: EventName, version: number): Record<string, unknown> {
  return {
    name: `ckm.${type}.v${version}`,
    contentType: 'application/json',
    headers: DOMAIN_HEADERS,
    payload: jsonSchemaOf(contractOf(type).class, { sealedIn: version }),
    examples: [domainExample(type, version)],
  };
}

function domainExample(type: EventName, version: number): { headers: Record<string, string>; payload: Data } {
  const contract = contractOf(type);
  const name = `${type}.v${version}`;
  const data = exampleOf(name);
  const headers = {
    ...DOMAIN_EXAMPLE,
    ce_source: `/ckm/${contract.service}`,
    ce_type: `ckm.${name}`,
    ce_subject: contract.key(data as never),
  };
  const sealed = contract.personal.filter(({ since }) => since <= version);
  return { headers, payload: mapPersonal(data, sealed, () => SEALED_EXAMPLE) };
}

const channel = (topic: string, names: string[]): Record<string, unknown> => ({
  address: topic,
  bindings: { kafka: { partitions: PARTITIONS, bindingVersion: '0.5.0' } },
  ...(topic === TEAM_TOPIC ? { parameters: { team: { description: 'The slug that the team has claimed.' } } } : {}),
  messages: Object.fromEntries(names.map(name => [name, { $ref: `#/components/messages/${name}` }])),
});

const operation = (topic: string): Record<string, unknown> => ({
  action: topic === UPSTREAM_TOPIC ? 'receive' : 'send',
  channel: { $ref: `#/channels/${topic}` },
});

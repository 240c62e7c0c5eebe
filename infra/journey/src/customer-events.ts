import type { Post } from './installation.js';
import type { UpstreamRecord } from './upstream.js';

/** A CloudEvent of an upstream system. */
export interface CustomerEvent {
  id: string;
  source: string;
  type: string;
  time?: string;
  tenantid?: string;
  data: { customerId: string; text: string; [more: string]: unknown };
}

/** A record of the CloudEvents Kafka binding, binary mode: attributes in headers, data in the value. */
export const binaryRecord = (
  { data, ...attributes }: CustomerEvent,
  headers: Record<string, string> = {},
): UpstreamRecord => ({
  key: data.customerId,
  headers: {
    'content-type': 'application/json',
    ...prefixed('ce_', { specversion: '1.0', ...attributes }, text => text),
    ...headers,
  },
  value: JSON.stringify(data),
});

/** Structured mode: everything in the value. */
export const structuredRecord = (event: CustomerEvent, headers: Record<string, string> = {}): UpstreamRecord => ({
  key: event.data.customerId,
  headers: { 'content-type': 'application/cloudevents+json; charset=utf-8', ...headers },
  value: JSON.stringify({ specversion: '1.0', ...event }),
});

/** The HTTP binding, where a header cannot carry every character. */
export const binaryRequest = ({ data, ...attributes }: CustomerEvent): Post => ({
  type: 'application/json',
  headers: prefixed('ce-', { specversion: '1.0', ...attributes }, encodeURIComponent),
  body: JSON.stringify(data),
});

/** `data`: also that of `customer.identified`, which has no words. */
export const structuredRequest = (event: Omit<CustomerEvent, 'data'> & { data: object }): Post => ({
  type: 'application/cloudevents+json',
  body: JSON.stringify({ specversion: '1.0', ...event }),
});

export const batchRequest = (events: CustomerEvent[]): Post => ({
  type: 'application/cloudevents-batch+json',
  body: JSON.stringify(events.map(event => ({ specversion: '1.0', ...event }))),
});

const prefixed = (prefix: string, attributes: object, write: (text: string) => string): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [prefix + name, write(String(value))]));

import { ForeignId, Instant, Words } from '@ckm/contracts';
import { checked, Problem, readJson, readText } from '@ckm/http';
import { isTenant, TENANT_RULE } from '@ckm/service';
import { IsIn, IsOptional } from 'class-validator';

/** The attributes of CloudEvents 1.0 that are used; others are allowed and dropped. */
export class CloudEventAttributes {
  @IsIn(['1.0']) specversion!: string;
  @ForeignId(500) id!: string;
  @ForeignId(500) source!: string;
  @Words(1, 100) type!: string;
  @IsOptional() @Instant() time?: string | null;
  @IsOptional() @Words(1, 63) tenantid?: string | null;
}

export interface CloudEvent extends CloudEventAttributes {
  data: unknown;
}

const NAMES = ['specversion', 'id', 'source', 'type', 'time', 'tenantid'] as const;

/** Structured mode: one JSON object with attributes and data. */
export function fromStructured(document: unknown): CloudEvent {
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    throw new Problem('event-invalid', 'A CloudEvent is a JSON object.');
  const members = document as Record<string, unknown>;
  if ('data_base64' in members) throw invalidAt('data_base64', 'is not read; send JSON in data');
  return eventOf(name => members[name], members.data);
}

/** Binary mode: attributes in headers, data in the body. @param header the header of an attribute, undefined where there is none */
export const fromBinary = (header: (attribute: string) => string | undefined, data: unknown): CloudEvent =>
  eventOf(header, data);

function eventOf(attribute: (name: string) => unknown, data: unknown): CloudEvent {
  const given = NAMES.map(name => [name, attribute(name)] as const).filter(([, value]) => value !== undefined);
  return { ...checked(CloudEventAttributes, Object.fromEntries(given), 'event-invalid'), data };
}

/** The problem of an attribute that cannot be read. */
export const invalidAt = (attribute: string, detail: string): Problem =>
  new Problem('event-invalid', undefined, [{ pointer: `/${attribute}`, rule: 'format', detail }]);

const STRUCTURED = 'application/cloudevents+json';

type Headers = Record<string, Uint8Array>;

/**
 * A Kafka record in either mode of the CloudEvents Kafka binding. Only the record says which tenant it is for, so its tenant must be a valid
 * name: nobody would look for data under a misspelt one.
 */
export function fromRecord(headers: Headers, value: Uint8Array): CloudEvent {
  const document = readJson(value);
  const event = isStructured(headers)
    ? fromStructured(document)
    : fromBinary(attribute => textIn(headers, `ce_${attribute}`), document);
  if (event.tenantid && !isTenant(event.tenantid)) throw invalidAt('tenantid', TENANT_RULE);
  return event;
}

/** The tenant that a record names, also where nothing else in it can be read; null where there is none or it is no valid name. */
export const tenantIn = (headers: Headers, value: Uint8Array): string | null =>
  nameIn(() => isStructured(headers) && (JSON.parse(lenient.decode(value)) as Partial<CloudEvent>).tenantid) ??
  nameIn(() => textIn(headers, 'ce_tenantid'));

function nameIn(read: () => unknown): string | null {
  try {
    const name = read();
    return typeof name === 'string' && isTenant(name) ? name : null;
  } catch {
    return null; // The record's fault is reported already.
  }
}

const lenient = new TextDecoder();

const isStructured = (headers: Headers): boolean =>
  (textIn(headers, 'content-type')?.startsWith(STRUCTURED) ?? false) || textIn(headers, 'ce_specversion') === undefined;

const textIn = (headers: Headers, name: string): string | undefined =>
  headers[name] ? decoded(name, headers[name]) : undefined;

/** Strict: with replacement characters two different ids could become one. */
function decoded(name: string, bytes: Uint8Array): string {
  try {
    return readText(bytes);
  } catch {
    throw invalidAt(name.replace(/^ce_/, ''), 'is not UTF-8');
  }
}

import type { StoredEvent } from '@ckm/event-store';
import type { Message } from './transport/transport.js';
import { fromMessage, OwnMessage, placeOf, toMessage } from './wire.js';

const CUSTOMER = 'a3b1c9d2-4e5f-5678-9abc-def012345678';
const EPOCH = '0b1c2d3e-4f50-4617-8a9b-acbdcedf0011';

const stored: StoredEvent = {
  id: 'e7f50d16-8293-5abc-9ef0-123456789abc',
  type: 'CustomerIdentified',
  schemaVersion: 2,
  data: {
    customerId: CUSTOMER,
    source: 'crm.example',
    account: 'Möbelhaus Größ — 宜家',
    languageHint: null,
    rating: 0.1,
  },
  tenantId: 'acme',
  streamId: CUSTOMER,
  version: 3,
  position: 9_007_199_254_740_993n,
  recordedAt: new Date('2026-03-04T07:12:33.104Z'),
  meta: {
    actor: 'Jörg Müßig 王',
    correlationId: 'a-correlation',
    causationId: 'd6f50d16-8293-5abc-9ef0-123456789abc',
    traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  },
};
const message = toMessage(stored, { epoch: EPOCH, previous: 41n });

const bytes = (text: string) => new TextEncoder().encode(text);
const withHeader = (name: string, value: string): Message => ({
  ...message,
  headers: { ...message.headers, [name]: bytes(value) },
});
const without = (name: string): Message => ({
  ...message,
  headers: Object.fromEntries(Object.entries(message.headers).filter(([other]) => other !== name)),
});

describe('a message of the own log', () => {
  const own = new OwnMessage(stored, EPOCH, 41n);

  it('is the event itself', () => {
    expect(fromMessage(own)).toBe(stored);
    expect(placeOf(own)).toEqual(placeOf(message));
    expect(own.offset).toBe(stored.position - 1n);
  });

  it('has the bytes that it would be published with', () => {
    const { key, headers, value } = own;
    expect({ key, headers, value }).toEqual(message);
  });

  it('of a version that this code does not know yet is refused', () => {
    const newer = new OwnMessage({ ...stored, schemaVersion: 3 }, EPOCH, 41n);
    expect(() => fromMessage(newer)).toThrow('unknown version ckm.CustomerIdentified.v3');
  });
});

describe('a message', () => {
  it('carries a stored event exactly, and its place', () => {
    expect(fromMessage(message)).toEqual(stored);
    expect(placeOf(message)).toEqual({ epoch: EPOCH, sequence: 9_007_199_254_740_993n, previous: 41n });
  });

  it('carries an event that nothing caused and nobody traced', () => {
    const alone = { ...stored, meta: { ...stored.meta, causationId: null, traceparent: null } };
    expect(fromMessage(toMessage(alone, { epoch: EPOCH, previous: 0n }))).toEqual(alone);
  });

  it('is a CloudEvent in binary mode, under the key that keeps its order', () => {
    const header = (name: string) => Buffer.from(message.headers[name]!).toString();
    expect(Buffer.from(message.key!).toString()).toBe(CUSTOMER);
    expect(JSON.parse(Buffer.from(message.value).toString())).toEqual(stored.data);
    expect(['specversion', 'source', 'type', 'time', 'sequence'].map(name => header(`ce_${name}`))).toEqual([
      '1.0',
      '/ckm/capture',
      'ckm.CustomerIdentified.v2',
      '2026-03-04T07:12:33.104Z',
      '00009007199254740993',
    ]);
  });

  it.each(['ckm.CustomerRenamed.v1', 'ckm.toString.v1', 'CustomerIdentified', 'ckm.CustomerIdentified.v0'])(
    'of an unknown type is refused: %s',
    type => expect(() => fromMessage(withHeader('ce_type', type))).toThrow(`unknown event type ${type}`),
  );

  it('of a version that this code does not know yet is refused', () => {
    const newer = withHeader('ce_type', 'ckm.CustomerIdentified.v3');
    expect(() => fromMessage(newer)).toThrow('unknown version ckm.CustomerIdentified.v3');
  });

  it.each([
    'ce_id',
    'ce_type',
    'ce_subject',
    'ce_time',
    'ce_tenantid',
    'ce_streamversion',
    'ce_sequence',
    'ce_previous',
    'ce_logepoch',
    'ce_actor',
    'ce_correlationid',
  ])('without %s is refused', name => expect(() => fromMessage(without(name))).toThrow(`the message has no ${name}`));

  it('keeps its place when this code cannot read its event', () => {
    const newer = { ...withHeader('ce_type', 'ckm.CustomerIdentified.v3'), value: bytes('not JSON') };
    expect(placeOf(newer)).toEqual({ epoch: EPOCH, sequence: stored.position, previous: 41n });
  });

  it.each([
    ['ce_sequence', ''],
    ['ce_sequence', '0x10'],
    ['ce_sequence', '99999999999999999999'],
    ['ce_previous', '-0000000000000000001'],
    ['ce_logepoch', 'yesterday'],
  ])('has no place when its %s is "%s"', (name, value) =>
    expect(() => placeOf(withHeader(name, value))).toThrow(`the message's ${name} is none`),
  );
});

import type { Promised } from '@ckm/event-store';
import { redactedForOperator, redactedForTenant } from './redacted.js';

const ours = { tenantId: 'acme', streamId: 's-1', position: 7, detail: 'version 3 comes where 2 should' };
const theirs = { tenantId: 'globex', streamId: 's-9', position: 8, detail: 'version 5 comes where 4 should' };
const ofAll = { position: 12, detail: 'ckm.capture.customer.v1: 4711 events wait for 61 s' };
const promise: Promised = {
  name: 'nothing is parked',
  holds: false,
  checked: 4711,
  broken: [ours, theirs, ofAll, theirs],
};

it("who runs the installation sees all but what is another tenant's", () => {
  const hidden = { detail: 'something of another tenant' };
  const told = { ...promise, broken: [ours, hidden, ofAll, hidden] };
  expect(redactedForOperator('acme')(promise)).toEqual(told);
  expect(redactedForOperator('acme')({ ...promise, isOfAll: true })).toEqual(told);
});

it('another tenant sees its own, and that there is something else, but not how much', () =>
  expect(redactedForTenant('acme')(promise)).toEqual({
    name: 'nothing is parked',
    holds: false,
    broken: [ours, { detail: 'something of others' }],
  }));

it('another tenant sees nothing of what waits, though its own is the first that does', () => {
  const waits = { ...promise, isOfAll: true as const, broken: [{ ...ofAll, tenantId: 'acme' }] };
  expect(redactedForTenant('acme')(waits)).toEqual({
    name: promise.name,
    holds: false,
    broken: [{ detail: 'something of others' }],
  });
});

it('another tenant sees why a promise was not looked at', () => {
  const broken = [{ detail: 'not compared: not within 240 s' }];
  const told = { name: 'nothing is parked', holds: null, broken };
  expect(redactedForTenant('acme')({ ...promise, ...told })).toEqual(told);
});

it('another tenant sees of a promise that holds only that it does', () =>
  expect(redactedForTenant('acme')({ ...promise, holds: true, broken: [] })).toEqual({
    name: 'nothing is parked',
    holds: true,
    broken: [],
  }));

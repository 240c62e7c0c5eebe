import { Rejection } from '@ckm/event-sourcing';
import { UnsafeRole } from './database.js';
import { isOutage } from './outage.js';

const failure = (code?: string) => Object.assign(new Error(), code ? { code } : {});

describe('an outage', () => {
  it.each(['08006', '40001', '40P01', '53100', '57P01', '57014', '58030', '25P03', '25P04', '55P03'])(
    'is SQLSTATE %s',
    code => expect(isOutage(failure(code))).toBe(true),
  );
  it.each([undefined, 'ECONNREFUSED', 'EPIPE'])('is an error without SQLSTATE (%s)', code =>
    expect(isOutage(failure(code))).toBe(true),
  );
  it.each(['22P02', '23505', '42501', '25006', 'XX000'])('is not SQLSTATE %s', code =>
    expect(isOutage(failure(code))).toBe(false),
  );
  it('is neither a rejection nor a role that must not be used', () => {
    expect([new Rejection('no'), new UnsafeRole('postgres')].map(isOutage)).toEqual([false, false]);
  });
});

import { Rejection } from '@ckm/event-sourcing';
import { UnsafeRole } from './database.js';
import { isOutage } from './outage.js';

const failure = (message: string, code?: string) => Object.assign(new Error(message), code ? { code } : {});

describe('an outage', () => {
  it.each(['08006', '40001', '40P01', '53100', '57P01', '57014', '58030', '25P03', '25P04', '55P03'])(
    'is SQLSTATE %s',
    code => expect(isOutage(failure('said by the server', code))).toBe(true),
  );
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENOTFOUND', 'ERR_STREAM_DESTROYED'])(
    'is %s of a socket',
    code => expect(isOutage(failure('said by Node', code))).toBe(true),
  );
  it.each([
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout expired',
    'timeout exceeded when trying to connect',
  ])('is what pg says of a connection that is no more: %s', message => expect(isOutage(failure(message))).toBe(true));

  it('is whatever says when to ask again', () =>
    expect(isOutage(Object.assign(failure('this view is being built'), { retryAfterS: 1 }))).toBe(true));

  it.each(['22P02', '23505', '42501', '25006', 'XX000'])('is not SQLSTATE %s', code =>
    expect(isOutage(failure('Connection terminated', code))).toBe(false),
  );
  it.each([new Rejection('no'), new UnsafeRole('postgres'), new TypeError('text is null'), failure('gone', 'ENOENT')])(
    'is not %s',
    error => expect(isOutage(error)).toBe(false),
  );
});

import { DatabaseError } from 'pg';
import { reasonOf } from './reason.js';

const fault = (code: string, message: string, place: Partial<DatabaseError> = {}): Error =>
  Object.assign(new DatabaseError(message, message.length, 'error'), { severity: 'ERROR', code, ...place });

it.each([
  ['of a value that cannot be read', fault('22P02', 'invalid input syntax for type json: "Jäger"'), 'SQLSTATE 22P02'],
  ['of a search that cannot be parsed', fault('42601', 'syntax error in tsquery: "Jäger"'), 'SQLSTATE 42601'],
  [
    'of a key that is there already',
    fault('23505', 'duplicate key value violates "item_pkey"', { table: 'item', constraint: 'item_pkey' }),
    'SQLSTATE 23505 item item_pkey: duplicate key value violates "item_pkey"',
  ],
  [
    'of a file that is gone',
    fault('58P01', 'could not open file "base/1"'),
    'SQLSTATE 58P01: could not open file "base/1"',
  ],
])('a fault of the database says no value: %s', (_, error, reason) => expect(reasonOf(error)).toBe(reason));

it.each([
  ['its message', new TypeError('the text is null'), 'the text is null'],
  ['its code without a message', Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }), 'ECONNREFUSED'],
  ['its name without either', new RangeError(), 'RangeError'],
])('any other error says %s', (_, error, reason) => expect(reasonOf(error)).toBe(reason));

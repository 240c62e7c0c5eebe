import { Problem } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';
import { customerOf } from './customer.js';

const AT = { code: 'body-invalid', pointer: '/customerId' } as const;

describe('a customer', () => {
  it('is named by the id that upstream systems know', () =>
    expect(customerOf('demo', 'external:Büro Köhler/7', AT)).toBe(customerIdOf('demo', 'Büro Köhler/7')));

  it('is named by the UUID, however it is written', () =>
    expect(customerOf('demo', 'A3B1C9D2-4E5F-5678-9ABC-DEF012345678', AT)).toBe(
      'a3b1c9d2-4e5f-5678-9abc-def012345678',
    ));

  it.each(['Büro Köhler', 'external:', 'external: ', 'external:C-17 ', 'external:\u200b', ''])(
    'is not named by %j, and the answer says where that stands',
    text => {
      expect(() => customerOf('demo', text, AT)).toThrow(
        new Problem('body-invalid', undefined, [
          { pointer: '/customerId', rule: 'format', detail: 'is a UUID or external:<id>' },
        ]),
      );
    },
  );
});

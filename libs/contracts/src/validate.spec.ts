import { ArrayMaxSize, IsEmail, IsOptional } from 'class-validator';
import { CUSTOMER_EVENTS } from './capture/customer-event.js';
import { contractOf } from './events.js';
import { Described, Instant, isInstant, NestedMany, Words } from './field.js';
import { jsonSchemaOf } from './json-schema.js';
import { faultsOf } from './validate.js';
import { OCCASIONS } from './vocabulary.js';

const words = CUSTOMER_EVENTS['ticket.message'];
const pointers = (document: unknown) => faultsOf(words, document).map(({ pointer, rule }) => `${pointer} ${rule}`);
const said = { customerId: 'K-1', text: 'Der Akku hält keinen Tag.' };

describe('a fault', () => {
  it('points to the place and says what is wrong there', () => {
    expect(faultsOf(words, { customerId: 'K-1', contributor: { role: 'boss' }, occasion: 'PARTY' })).toEqual([
      { pointer: '/text', rule: 'required', detail: 'is missing' },
      { pointer: '/occasion', rule: 'enum', detail: `must be one of ${OCCASIONS.join(', ')}` },
      { pointer: '/contributor/role', rule: 'enum', detail: 'must be one of customer, employee, partner' },
    ]);
  });

  it('escapes what RFC 6901 escapes', () => {
    expect(pointers({ ...said, 'a/b~c': 1 })).toEqual(['/a~1b~0c additionalProperties']);
  });

  it('tells a text that cannot be stored from one that is too long', () => {
    expect(pointers({ ...said, text: 'Tinte\0leer' })).toEqual(['/text storable']);
    expect(pointers({ ...said, text: `${'Tinte'}\ud83d` })).toEqual(['/text storable']);
    expect(pointers({ ...said, text: '墨'.repeat(20_001) })).toEqual(['/text maxLength']);
  });

  it('is in words where a pattern is not met', () => {
    for (const text of [' ', '\n\t\u3000'])
      expect(faultsOf(words, { ...said, text })).toEqual([
        { pointer: '/text', rule: 'pattern', detail: 'must hold more than white space' },
      ]);
    const { class: withdrawn } = contractOf('KnowledgeItemWithdrawn');
    expect(faultsOf(withdrawn, { itemId: 'T-1', customerId: 'C-1' }).map(({ detail }) => detail)).toEqual([
      'must be a UUID',
      'must be a UUID',
    ]);
  });

  it.each([' ', '\u00a0', '\u200b', '\u2800', '\ufe0f', ' K-1', 'K-1\n', 'K-1\u3000', '\ufeffK-1', 'K-1\x1f'])(
    'is an id with an end that nobody sees: %j',
    customerId => {
      expect(faultsOf(words, { ...said, customerId })).toEqual([
        { pointer: '/customerId', rule: 'visibleEnds', detail: 'must begin and end with a visible character' },
      ]);
    },
  );

  it.each(['K 1', '김\u200c수', '؀1', '🙂', 'e\u0301'])('is not an id like %j', customerId => {
    expect(faultsOf(words, { ...said, customerId })).toEqual([]);
  });

  it.each(['customer.identified', 'ticket.message'] as const)(
    'of %s says that a customer is named by the bare id',
    type => {
      const fault = { pointer: '/customerId', rule: 'pattern', detail: 'must be the bare id, without external:' };
      expect(faultsOf(CUSTOMER_EVENTS[type], { ...said, customerId: 'external:K-1' })).toContainEqual(fault);
      expect(pointers({ ...said, customerId: 'K external:1' })).toEqual([]);
    },
  );

  it('of an id that is empty or cannot be stored is told once', () => {
    expect(pointers({ ...said, customerId: '' })).toEqual(['/customerId minLength']);
    for (const customerId of ['\0', 'K\ud83d', '\ud83d'])
      expect(pointers({ ...said, customerId })).toEqual(['/customerId storable']);
  });

  it('of a member whose name cannot be kept, or is endless, points above it', () => {
    for (const name of ['a\0b', 'a\ud83d', 'x'.repeat(201)])
      expect(pointers({ ...said, [name]: 1 })).toEqual([' additionalProperties']);
    expect(pointers({ ...said, ['x'.repeat(200)]: 1 })).toEqual([`/${'x'.repeat(200)} additionalProperties`]);
  });

  it('is told at most a hundred times', () => {
    const strange = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`member${index}`, index]));
    expect(faultsOf(words, { ...said, ...strange })).toHaveLength(100);
  });
});

it('refuses members that every object inherits', () => {
  const text = '{"customerId":"K-1","text":"Danke!","__proto__":{"text":"x"},"constructor":1,"toString":1}';
  expect(pointers(JSON.parse(text))).toEqual([
    '/__proto__ additionalProperties',
    '/constructor additionalProperties',
    '/toString additionalProperties',
  ]);
});

it.each([null, undefined, 'text', 7, true, [said]])('refuses %p where an object belongs', document => {
  expect(faultsOf(words, document)).toHaveLength(1);
});

it('counts the objects of a list', () => {
  class Remark {
    @Words(1, 9) text!: string;
  }
  class Remarks {
    @ArrayMaxSize(2) @NestedMany(() => Remark, { optional: true }) remarks?: Remark[] | null;
  }
  const faults = (count: number) => faultsOf(Remarks, { remarks: Array(count).fill({ text: 'laut' }) });
  expect(faults(2)).toEqual([]);
  expect(faults(3)).toMatchObject([{ pointer: '/remarks', rule: 'maxItems' }]);
  expect(faultsOf(Remarks, { remarks: null })).toEqual([]);
});

it('refuses a number that JSON could not write again', () => {
  expect(pointers({ ...said, rating: JSON.parse('1e400') as unknown })).toEqual(['/rating type']);
});

describe('an instant', () => {
  it.each([
    '2026-11-22T09:30:00+01:00',
    '2026-11-22T09:30:00Z',
    '2028-02-29T23:59:59.999999-12:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59+14:00',
  ])('%s is one', text => expect(isInstant(text)).toBe(true));

  it.each([
    '2026-02-31T09:30:00Z',
    '2027-02-29T09:30:00Z',
    '2026-04-31T09:30:00Z',
    '2026-13-01T09:30:00Z',
    '2026-00-10T09:30:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:59:59+01:00',
    '9999-12-31T23:59:59-15:59',
    '2026-11-22T24:00:00Z',
    '2026-11-22T09:60:00Z',
    '2026-11-22T09:30:60Z',
    '2026-11-22T09:30:00',
    '2026-11-22T09:30:00+16:00',
    '2026-11-22 09:30:00Z',
    '2026-11-22',
    '22.11.2026',
    '2026-11-22T09:30:00Z\n',
    '',
  ])('%j is none', text => expect(isInstant(text)).toBe(false));
});

it('a field is described where its name does not say it all', () => {
  class Parcel {
    @Described('In grams.') @IsOptional() @Words(1, 9) weight?: string | null;
  }
  expect(jsonSchemaOf(Parcel).properties).toMatchObject({
    weight: { type: ['string', 'null'], description: 'In grams.' },
  });
});

it('a decorator without a JSON Schema is an error, not a hole', () => {
  class Odd {
    @IsOptional() @Instant() @Words(1, 2) fine?: string;
  }
  expect(Object.keys(jsonSchemaOf(Odd).properties ?? {})).toEqual(['fine']);
  class Hole {
    @IsEmail() address!: string;
  }
  expect(() => jsonSchemaOf(Hole)).toThrow('Hole.address: no JSON Schema for the decorator isEmail');
});

import { Stub } from '../fixture/stub.js';

describe('ckm', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  const given = (...lines: unknown[]): void => {
    ckm.input = lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  };

  describe('duplicates', () => {
    it('gives the line number of the first text of its group, counting bad lines', async () => {
      given(
        { id: 'a', text: 'The toaster burns one side only' },
        '{}',
        { id: 'b', text: 'Hallo, der Deckel ist ab' },
        { text: 'the TOASTER burns one side only!' },
        { id: 'd', text: 'Der Deckel ist ab, vielen Dank' },
        { id: 'e', text: 'Bread comes out black on the left' },
      );
      expect(await ckm.ckm('duplicates')).toMatchObject({
        code: 1,
        complained: '',
        said: [
          '{"id":"a","duplicateOf":null}',
          '{"error":{"code":"body-invalid","detail":"/text must be a string."}}',
          '{"id":"b","duplicateOf":null}',
          '{"duplicateOf":1}',
          '{"id":"d","duplicateOf":3}',
          '{"id":"e","duplicateOf":null}',
        ],
      });
    });
  });

  describe('emerging', () => {
    const day = (nth: number): string => new Date(Date.UTC(2026, 2, 0) + nth * 86_400_000).toISOString();
    const usual = Array.from({ length: 120 }, (_, nth) => ({ at: day(nth / 3), theme: 'price', customer: nth }));
    const burst = Array.from({ length: 12 }, (_, nth) => ({
      at: day(30 + nth / 6),
      theme: 'lid',
      customer: `c-${nth}`,
    }));

    it('tells each theme that emerges once, and when that was known', async () => {
      given(...burst, ...usual);
      expect(await ckm.ckm('emerging')).toMatchObject({
        code: 0,
        json: [{ theme: 'lid', at: '2026-03-30T16:00:00.000Z', base: 0, observed: 5, customers: 5 }],
      });
    });

    it.each([
      ['/at must be a date, or a time with its zone, as in RFC 3339.', { at: '2026-03-01T10:00:00' }],
      ['/at must be a date, or a time with its zone, as in RFC 3339.', { at: '2026-13-01' }],
      ['/at must be a date, or a time with its zone, as in RFC 3339.', { at: '2026-02-31' }],
      ['/at must be a date, or a time with its zone, as in RFC 3339.', { at: '2027-02-29T10:00:00+01:00' }],
      ['/theme must be a name or a number.', { theme: '' }],
      ['/theme must be a name or a number.', { theme: '  ' }],
      ['/customer must be a name or a number.', { customer: null }],
    ])('tells a line of which %s', async (detail, change) => {
      given({ at: day(1), theme: 'lid', customer: 'c' }, { at: '2026-03-01', theme: 'lid', customer: 'c', ...change });
      expect(await ckm.ckm('emerging')).toMatchObject({
        code: 1,
        json: [{ error: { code: 'body-invalid', detail: `line 2: ${detail}` } }],
      });
    });
  });
});

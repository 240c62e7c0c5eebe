import { Stub } from '../fixture/stub.js';

describe('ckm', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  const given = (...lines: unknown[]): void => {
    ckm.input = lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`);
  };

  describe('duplicates', () => {
    it('tells the line of the first text of its group, a bad line counted', async () => {
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
});

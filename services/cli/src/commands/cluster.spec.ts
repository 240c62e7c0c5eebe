import { Stub } from '../fixture/stub.js';

describe('ckm cluster', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  it('answers each line with its cluster and its name, without an installation', async () => {
    ckm.input = [
      '{"id":"a","text":"Where is my refund? It is still missing"}\n',
      '{"text":"Die Rechnung ist leider wieder falsch"}\n',
      'my refund\n',
      '{"id":3,"text":"my refund is still missing"}\n{"text":"Schon wieder ist die Rechnung falsch"}\n',
      '{"id":"alone","text":"快递太慢了"}\n',
    ];
    const { code, json } = await ckm.ckm('cluster');
    expect(json).toEqual([
      { id: 'a', cluster: 1, name: 'missing, refund' },
      { cluster: 2, name: 'falsch, Rechnung' },
      { error: { code: 'body-not-json', detail: 'The line is not JSON.' } },
      { id: 3, cluster: 1, name: 'missing, refund' },
      { cluster: 2, name: 'falsch, Rechnung' },
      { id: 'alone', cluster: null },
    ]);
    expect(code).toBe(1);
    expect(ckm.asked).toEqual([]);
  });

  it('prints nothing for no input', async () => {
    ckm.input = [];
    expect(await ckm.ckm('cluster')).toMatchObject({ code: 0, said: [] });
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stub } from '../fixture/stub.js';

describe('ckm train', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  const given = (...lines: object[]): void => {
    ckm.input = lines.map(line => `${JSON.stringify(line)}\n`);
  };
  const own = Array.from({ length: 5 }, (_, nth) => [
    { text: `小夜灯很暖，第${nth}盏`, sentiment: 'positive' },
    { text: `小夜灯嗡嗡响，第${nth}盏`, sentiment: 'negative' },
  ]).flat();

  it('writes weights for the languages of the texts, and says how good they are', async () => {
    given(...own);
    const out = join(ckm.home, 'weights');
    const { code, said } = await ckm.ckm('train', '--out', out);
    expect(code).toBe(0);
    expect(said).toEqual([expect.stringMatching(/^sentiment-zh\.bin: 10 texts; .*right \d/)]);
    expect(readdirSync(out).sort()).toEqual(['manifest.json', 'sentiment-zh.bin']);
  });

  it('names a line that it cannot take, and trains on the others', async () => {
    given({ text: '小夜灯亮了', sentiment: 'happy' }, ...own);
    const { code, complained, said } = await ckm.ckm('train', '--out', join(ckm.home, 'weights'));
    expect([code, said.length]).toEqual([1, 1]);
    expect(complained).toContain('line 1: /sentiment must be one of negative, neutral, positive.');
  });

  it('has nothing to train on without a text', async () => {
    given();
    expect(await ckm.ckm('train', '--out', ckm.home)).toMatchObject({
      code: 1,
      complained: 'there is no text to train on\n',
    });
  });
});

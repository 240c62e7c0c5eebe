import { existsSync, readdirSync } from 'node:fs';
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
    { text: `小夜灯很暖，第${nth}盏`, sentiment: 'positive', signals: [] },
    { text: `小夜灯嗡嗡响，第${nth}盏`, sentiment: 'negative', signals: [{ type: 'PROBLEM', start: 0, end: 6 }] },
  ]).flat();
  const russian = { text: 'Принтер опять не работает, пришлите мастера', sentiment: 'negative' };

  it('trains on every line but the faulty ones, writes weights for their languages, and says how good they are', async () => {
    const text = '小夜灯亮了';
    given(
      { text, sentiment: 'happy' },
      { text },
      { text, signals: [{ type: 'WISH', start: 0, end: 3 }] },
      { text, signals: [{ type: 'REQUEST', start: 0, end: 6 }] },
      russian,
      { text, signals: [{ type: 'PRAISE', kind: 'NEED', start: 0, end: 3 }] },
      { text, signals: [{ type: 'PRAISE', expression: 'IMPLIED', start: 0, end: 3 }] },
      ...own,
    );
    const out = join(ckm.home, 'weights');
    const { code, complained, said, drawn } = await ckm.ckm('train', '--out', out);
    expect(code).toBe(1);
    for (const fault of [
      'line 1: /sentiment must be one of negative, neutral, positive.',
      'line 2: A line says its sentiment, its signals, or both.',
      'line 3: /signals/0/type must be one of REQUEST, EXPECTATION, PROBLEM, CHURN_RISK, QUESTION, PRAISE.',
      'line 4: /signals/0 must have a start and an end within the text, counted in UTF-16 units.',
      'line 5: /text must be in English, German or Chinese.',
      'line 6: /signals/0/kind must be left out: PRAISE is of no kind.',
      'line 7: /signals/0/expression must be EXPRESSED: nobody implies PRAISE.',
    ])
      expect(complained).toContain(fault);
    for (const part of ['sentiment in zh', 'signals in zh'])
      expect(drawn.filter(text => text.includes(part)).length).toBeGreaterThan(5);
    expect(drawn.at(-1)).toBe('\n');
    expect(said).toEqual([
      expect.stringMatching(/^sentiment-zh\.bin: 10 texts; .*: macro-F1 [\d.]+ %, micro [\d.]+ %$/),
      expect.stringMatching(/^signals-zh\.bin: 10 texts; .*: expressed F1 [\d.]+ %, implied F1 [\d.]+ %$/),
    ]);
    expect(readdirSync(out).sort()).toEqual(['manifest.json', 'sentiment-zh.bin', 'signals-zh.bin']);
  });

  it('does not touch the folder when there is no text in a supported language', async () => {
    given(russian);
    const out = join(ckm.home, 'weights');
    const { code, complained } = await ckm.ckm('train', '--out', out);
    expect([code, complained.split('\n').at(-2)]).toEqual([1, 'there is no text to train on']);
    expect(existsSync(out)).toBe(false);
  });

  it('ends with 1 without a text', async () => {
    given();
    expect(await ckm.ckm('train', '--out', ckm.home)).toMatchObject({
      code: 1,
      complained: 'there is no text to train on\n',
    });
  });
});

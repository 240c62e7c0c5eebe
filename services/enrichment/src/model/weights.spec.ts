import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { BUCKETS, featuresOf } from './features.js';
import { seeded } from './random.js';
import { type LinearModel, marginOf } from './svm.js';
import { marginsOf, packed, readWeights, sha256Of, unpacked, weightsInUse } from './weights.js';

const random = seeded(3);
const modelOf = (bias: number, isUsed: (bucket: number) => boolean): LinearModel => ({
  weights: Float32Array.from({ length: BUCKETS }, (_, bucket) => (isUsed(bucket) ? random() * 4 - 2 : 0)),
  bias,
});
const dense = modelOf(-0.25, bucket => bucket % 8 === 0);
const sparse = modelOf(0.5, bucket => bucket % 997 === 1);
const vector = featuresOf('schon wieder zu spät, und keiner sagt was', { words: [1, 2], characters: [3, 5] });

describe('the identity of the weights in use', () => {
  const folder = pathToFileURL(`${mkdtempSync(`${tmpdir()}/used-`)}/`);
  const usedWith = (name: string, bytes: Buffer): string => {
    writeFileSync(new URL(name, folder), bytes);
    writeFileSync(new URL('manifest.json', folder), JSON.stringify({ files: { [name]: { sha256: sha256Of(bytes) } } }));
    process.env.CKM_WEIGHTS = fileURLToPath(folder);
    return weightsInUse();
  };
  afterEach(() => delete process.env.CKM_WEIGHTS);

  it('differs where the operator’s own stand for the shipped ones, and is the same for the same bytes', () => {
    const shipped = weightsInUse();
    const [own, others] = [packed({ dense }, null), packed({ sparse }, null)];
    const used = [own, others, own].map(bytes => usedWith('sentiment-de.bin', bytes));
    expect(used[2]).toBe(used[0]);
    expect(new Set([shipped, ...used]).size).toBe(3);
    for (const each of [shipped, ...used]) expect(each).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('a weights file', () => {
  it('gives back its models and their settings', () => {
    const { models, settings } = unpacked<{ from: number }>(packed({ dense, sparse }, { from: 0.3 }));
    expect(models.names).toEqual(['dense', 'sparse']);
    expect([...models.biases]).toEqual([-0.25, 0.5]);
    expect(settings).toEqual({ from: 0.3 });
    expect(models.table.length).toBeLessThan(BUCKETS);
  });

  it('moves no weight by more than half a quantum', () => {
    const { models } = unpacked(packed({ sparse, dense }, null));
    const quantum = 2 / 127;
    const errors = [sparse, dense].map((linear, nth) =>
      linear.weights.reduce(
        (worst, weight, bucket) => Math.max(worst, Math.abs(models.table[models.rows[bucket]! * 2 + nth]! - weight)),
        0,
      ),
    );
    expect(Math.max(...errors)).toBeLessThanOrEqual(quantum / 2 + 1e-6);
    expect(Math.min(...errors)).toBeGreaterThan(quantum / 4);
  });

  it('takes little more than two bytes a weight, and none for a weight that rounds to 0', () => {
    const bytes = packed({ dense }, null);
    const { rows, table } = unpacked(bytes).models;
    const kept = [...dense.weights.keys()].filter(bucket => table[rows[bucket]!] !== 0);
    const most = dense.weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0);
    expect(kept).toEqual(
      [...dense.weights.keys()].filter(bucket => Math.abs(dense.weights[bucket]!) >= most / 127 / 2),
    );
    expect(bytes.length).toBeLessThan(kept.length * 2.05);
  });

  it('gives every margin in one pass', () => {
    const [first, second] = marginsOf(unpacked(packed({ dense, sparse }, null)).models, vector);
    expect(first).toBeCloseTo(marginOf(dense, vector), 1);
    expect(second).toBeCloseTo(marginOf(sparse, vector), 1);
  });

  it('has the same bytes for the same models', () => {
    expect(packed({ dense, sparse }, null).equals(packed({ dense, sparse }, null))).toBe(true);
  });

  it('may hold a model without a single weight', () => {
    const none = { weights: new Float32Array(BUCKETS), bias: 1 };
    expect([...marginsOf(unpacked(packed({ none }, null)).models, vector)]).toEqual([1]);
  });

  it('is refused when it is damaged, or unknown to its manifest', () => {
    const folder = pathToFileURL(`${mkdtempSync(`${tmpdir()}/weights-`)}/`);
    const bytes = packed({ sparse }, null);
    const manifest = { files: { 'whole.bin': { sha256: sha256Of(bytes) }, 'hurt.bin': { sha256: sha256Of(bytes) } } };
    const hurt = Buffer.from(bytes);
    hurt[hurt.length - 1]! ^= 1;
    for (const [name, content] of Object.entries({ 'whole.bin': bytes, 'hurt.bin': hurt, 'other.bin': bytes }))
      writeFileSync(new URL(name, folder), content);
    writeFileSync(new URL('manifest.json', folder), JSON.stringify(manifest));
    expect(readWeights('whole.bin', folder).models.names).toEqual(['sparse']);
    expect(() => readWeights('hurt.bin', folder)).toThrow('hurt.bin');
    expect(() => readWeights('other.bin', folder)).toThrow('other.bin');
  });
});

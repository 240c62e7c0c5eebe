import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { pathToFileURL } from 'node:url';
import { sha256Of, SHIPPED } from '../model/weights.js';
import { type Trained, writeTrained } from './manifest.js';

const folder = mkdtempSync(`${tmpdir()}/manifest-`);
const weights = pathToFileURL(`${folder}/weights/`);
const LINES = '{"lang":"de","text":"Bahn wieder pünktlich","label":"pos"}\n';
mkdirSync(`${folder}/train`);
writeFileSync(`${folder}/train/sentiment-de-potts.ndjson`, LINES);

const trained = (file: string, bytes: string): Trained => ({
  file,
  bytes: Buffer.from(bytes),
  data: ['sentiment-de-potts', 'corpus/de'],
  hyperparameters: { cost: 0.1 },
  metrics: { potts: { macroF1: 0.5 } },
});
const manifest = (): { files: Record<string, { sha256: string; data: object[] }> } =>
  JSON.parse(readFileSync(new URL('manifest.json', weights), 'utf8')) as ReturnType<typeof manifest>;

describe('the manifest', () => {
  it('holds the hash of each file, and its data with their licences', () => {
    writeTrained([trained('one.bin', 'one')], folder, weights);
    const entry = manifest().files['one.bin'];
    expect(entry).toMatchObject({
      sha256: sha256Of(Buffer.from('one')),
      bytes: 3,
      hyperparameters: { cost: 0.1 },
      metrics: { potts: { macroF1: 0.5 } },
    });
    expect(entry?.data[0]).toMatchObject({ sha256: sha256Of(Buffer.from(LINES)), licence: 'MIT' });
    expect(entry?.data[1]).toMatchObject({ name: 'corpus/de', licence: 'Apache-2.0' });
    expect(readFileSync(new URL('one.bin', weights), 'utf8')).toBe('one');
  });

  it('keeps the entries of files that were not trained again', () => {
    writeTrained([trained('b.bin', 'b'), trained('a.bin', 'a')], folder, weights);
    writeTrained([trained('b.bin', 'bb')], folder, weights);
    expect(Object.keys(manifest().files).slice(0, 2)).toEqual(['a.bin', 'b.bin']);
    expect(manifest().files['b.bin']!.sha256).toBe(sha256Of(Buffer.from('bb')));
  });

  it('refuses data without a known licence', () => {
    writeFileSync(`${folder}/train/unknown.ndjson`, LINES);
    const unknown = { ...trained('c.bin', 'c'), data: ['unknown'] };
    expect(() => writeTrained([unknown], folder, weights)).toThrow('unknown');
  });
});

describe('the shipped weights', () => {
  const files = readdirSync(SHIPPED).filter(name => name.endsWith('.bin'));
  const bytesOf = (name: string): Buffer => readFileSync(new URL(name, SHIPPED));

  it('are those of the manifest', () => {
    const { files: known } = JSON.parse(readFileSync(new URL('manifest.json', SHIPPED), 'utf8')) as ReturnType<
      typeof manifest
    >;
    expect(Object.fromEntries(files.map(name => [name, sha256Of(bytesOf(name))]))).toEqual(
      Object.fromEntries(Object.entries(known).map(([name, { sha256 }]) => [name, sha256])),
    );
  });

  it('are a megabyte at most', () => {
    expect(files.reduce((sum, name) => sum + bytesOf(name).length, 0)).toBeLessThanOrEqual(2 ** 20);
  });
});

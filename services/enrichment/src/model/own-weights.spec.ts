import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '@ckm/service/config';
import { checkOwnWeights } from './own-weights.js';
import { packed, sha256Of } from './weights.js';

const bytes = packed({}, null);
const files = { 'sentiment-en.bin': { sha256: sha256Of(bytes) } };

describe('a folder of the operator’s own weights', () => {
  let folder: string;
  const hold = (content: Record<string, string | Uint8Array>): void =>
    Object.entries(content).forEach(([name, what]) => writeFileSync(join(folder, name), what));
  const checking = () => () => checkOwnWeights({ CKM_WEIGHTS: folder });

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'own-weights-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is not required', () => expect(() => checkOwnWeights({})).not.toThrow());

  it('passes when every file has the hash of its manifest', () => {
    hold({ 'manifest.json': JSON.stringify({ files }), 'sentiment-en.bin': bytes });
    expect(checking()).not.toThrow();
  });

  it.each<[what: string, named: string, content: Record<string, string | Uint8Array>]>([
    ['nothing', 'manifest.json', {}],
    ['weights alone', 'manifest.json', { 'sentiment-en.bin': bytes }],
    ['a manifest that is not JSON', 'manifest.json', { 'manifest.json': '{' }],
    ['a manifest that is none', 'manifest.json', { 'manifest.json': 'null' }],
    ['a manifest alone', 'sentiment-en.bin', { 'manifest.json': JSON.stringify({ files }) }],
    [
      'other weights than it says',
      'sentiment-en.bin',
      { 'manifest.json': JSON.stringify({ files }), 'sentiment-en.bin': 'hurt' },
    ],
    [
      'weights of which it says nothing',
      'signals-de.bin',
      { 'manifest.json': JSON.stringify({ files }), 'sentiment-en.bin': bytes, 'signals-de.bin': bytes },
    ],
  ])('is refused with %s', (_, named, content) => {
    hold(content);
    expect(checking()).toThrow(ConfigError);
    expect(checking()).toThrow(named);
  });

  it('is refused when it does not exist', () => {
    const nowhere = () => checkOwnWeights({ CKM_WEIGHTS: join(folder, 'nowhere') });
    expect(nowhere).toThrow('CKM_WEIGHTS must name a folder with a manifest.json that can be read');
  });
});

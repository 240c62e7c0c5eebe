import { readdirSync } from 'node:fs';
import { ConfigError, type Environment } from '@ckm/service/config';
import { filesIn, ownFolder, readWeights } from './weights.js';

/** Checks at start the operator's own weights, which otherwise would fail with the first text in their language. @throws ConfigError */
export function checkOwnWeights({ CKM_WEIGHTS: own }: Environment): void {
  if (!own) return;
  const folder = ownFolder(own);
  for (const name of namesIn(folder))
    try {
      readWeights(name, folder);
    } catch {
      throw new ConfigError('CKM_WEIGHTS', `names a folder whose ${name} is missing, or not the one of its manifest`);
    }
}

function namesIn(folder: URL): Set<string> {
  try {
    return new Set([...Object.keys(filesIn(folder)), ...readdirSync(folder).filter(name => name.endsWith('.bin'))]);
  } catch {
    throw new ConfigError('CKM_WEIGHTS', 'must name a folder with a manifest.json that can be read');
  }
}

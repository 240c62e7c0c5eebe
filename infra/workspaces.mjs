import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const rootPackage = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The folders of package.json's `workspaces`: its patterns are paths, or end with `/*`. */
export const workspaceFolders = () =>
  rootPackage.workspaces.flatMap(pattern => {
    if (!pattern.endsWith('/*')) return [join(root, pattern)];
    const folder = join(root, pattern.slice(0, -2));
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter(entry => entry.isDirectory()).map(({ name }) => join(folder, name));
  });

// Writes generated/ anew from dist; a spec fails when it differs from what the code says.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { generatedDocuments } from './dist/generated.js';

const folder = new URL('./generated/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, text] of Object.entries(generatedDocuments())) writeFileSync(new URL(name, folder), text);

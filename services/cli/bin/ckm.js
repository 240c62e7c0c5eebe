#!/usr/bin/env node
// npm links this file on a fresh clone, before anything is built.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  const setup = fileURLToPath(new URL('../../../infra/setup.mjs', import.meta.url));
  const { status } = spawnSync(process.execPath, [setup], {
    // stdin is the command's, and stdout is for its answer.
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  if (status !== 0) process.exit(status ?? 1);
}
await import(main.href);

import { fstatSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { EXIT, usageError } from './exit.js';
import { Output } from './output.js';
import { run } from './program.js';

const { env, stdout, stderr } = process;
const say = (line: string): void => console.log(line);
const complain = (text: string): void => void stderr.write(text);
const output = new Output(stdout);
const write = (text: string): Promise<boolean> => output.write(text);
const draw = stderr.isTTY ? complain : null;
// Opened lazily, by commands that read it.
const input = { [Symbol.asyncIterator]: () => stdinOf()[Symbol.asyncIterator]() };

/** Refuses a folder, which would read as if it were empty. */
function stdinOf(): typeof process.stdin {
  if (fstatSync(0).isDirectory()) throw usageError('stdin is a folder');
  return process.stdin;
}

// When stderr cannot be written to, there is nowhere to report that.
stderr.on('error', () => undefined);

const code = await run(process.argv.slice(2), { env, say, complain, draw, rest, input, write });
const failure = await output.end();
if (failure) complain(`the answer could not be written: ${failure.message}\n`);
process.exitCode = failure ? code || EXIT.no : code;

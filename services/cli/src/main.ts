import { setTimeout as rest } from 'node:timers/promises';
import { Output } from './output.js';
import { run } from './program.js';

const { env, stdout, stderr } = process;
const say = (line: string): void => console.log(line);
const complain = (text: string): void => void stderr.write(text);
const output = new Output(stdout);
const write = (text: string): Promise<boolean> => output.write(text);
const draw = stderr.isTTY ? complain : null;
// Only a command that reads it opens it.
const input = { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() };

process.exitCode = await run(process.argv.slice(2), { env, say, complain, draw, rest, input, write });

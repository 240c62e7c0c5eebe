import { setTimeout as rest } from 'node:timers/promises';
import { Output } from './output.js';

const say = (line: string): void => console.log(line);
const complain = (text: string): void => void process.stderr.write(text);

const argv = process.argv.slice(2);
const { env, stdout, stderr } = process;
if (argv.join(' ') === 'up') {
  // Without what the other commands need: it is to start fast.
  const { runUp } = await import('./run-up.js');
  await runUp(env, say).catch((error: Error) => {
    complain(`${error.message}\n`);
    process.exit(error.name === 'ConfigError' ? 2 : 1);
  });
} else {
  const { run } = await import('./program.js');
  const output = new Output(stdout);
  const write = (text: string): Promise<boolean> => output.write(text);
  const draw = stderr.isTTY ? complain : null;
  // Only a command that reads it opens it.
  const input = { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() };
  process.exitCode = await run(argv, { env, say, complain, draw, rest, input, write });
}

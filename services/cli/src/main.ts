import { setTimeout as rest } from 'node:timers/promises';

const say = (line: string): void => console.log(line);
const complain = (text: string): void => void process.stderr.write(text);

const argv = process.argv.slice(2);
const { env, stderr } = process;
if (argv.join(' ') === 'up') {
  // Without what the other commands need: it is to start fast.
  const { runUp } = await import('./run-up.js');
  await runUp(env, say).catch((error: Error) => {
    complain(`${error.message}\n`);
    process.exit(error.name === 'ConfigError' ? 2 : 1);
  });
} else {
  const { run } = await import('./program.js');
  process.exitCode = await run(argv, { env, say, complain, draw: stderr.isTTY ? complain : null, rest });
}

import { spawn } from 'node:child_process';

/** A user of the operating system that a command runs as; none: the user that runs this process. */
export interface Account {
  uid: number;
  gid: number;
}

export interface RunOptions {
  account?: Account | undefined;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a command to its end, in a process group of its own, so that Ctrl-C cannot interrupt it.
 * @returns what it printed on standard output and standard error
 * @throws with an exit code other than 0; the message quotes what it printed
 */
export function run(command: string, args: string[], { account, env }: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...account,
      env,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.once('error', reject);
    child.once('close', code =>
      code === 0 ? resolve(output) : reject(new Error(`${command} ended with ${code}: ${output.trim()}`)),
    );
  });
}

/** Whether a command can be run and ends with 0. */
export function succeeds(command: string, args: string[], options: RunOptions = {}): Promise<boolean> {
  return run(command, args, options).then(
    () => true,
    () => false,
  );
}

export const pause = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms));

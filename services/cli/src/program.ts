import { ConfigError } from '@ckm/service/config';
import { CommanderError } from 'commander';
import { command, type Io } from './call.js';
import { EXIT, ExitError } from './exit.js';

/** In the order of the help. Each is loaded only when it is called: loading the text analysis takes a second. */
const COMMANDS = {
  up: async () => (await import('./commands/up.js')).up,
  import: async () => (await import('./commands/import.js')).importFile,
  subscribe: async () => (await import('./commands/subscribe.js')).subscribe,
  topics: async () => (await import('./commands/topics.js')).topics,
  analyse: async () => (await import('./commands/analyse.js')).analyse,
  cluster: async () => (await import('./commands/cluster.js')).cluster,
  duplicates: async () => (await import('./commands/duplicates.js')).duplicates,
  emerging: async () => (await import('./commands/emerging.js')).emerging,
  train: async () => (await import('./commands/train.js')).train,
  verify: async () => (await import('./commands/verify.js')).verify,
  rebuild: async () => (await import('./commands/rebuild.js')).rebuild,
  restored: async () => (await import('./commands/restored.js')).restored,
  republish: async () => (await import('./commands/republish.js')).republish,
  parked: async () => (await import('./commands/parked.js')).parked,
  quarantine: async () => (await import('./commands/quarantine.js')).quarantine,
  token: async () => (await import('./commands/token.js')).token,
  provision: async () => (await import('./commands/provision.js')).provision,
};

/** Runs the command line. @returns the exit code */
export async function run(argv: string[], io: Io): Promise<number> {
  const program = command(io, 'ckm', 'Customer knowledge management, from the command line.');
  for (const load of commandsFor(argv)) program.addCommand((await load())(io));
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return codeOf(error, { io, json: argv.includes('--json') });
  }
}

const commandsFor = ([name = '']: string[]): (typeof COMMANDS)[keyof typeof COMMANDS][] =>
  Object.hasOwn(COMMANDS, name) ? [COMMANDS[name as keyof typeof COMMANDS]] : Object.values(COMMANDS);

function codeOf(error: unknown, { io, json }: { io: Io; json: boolean }): number {
  // Commander has printed the message itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof ConfigError) return exitWith(io, EXIT.usage, error.message);
  if (!(error instanceof ExitError))
    return exitWith(io, EXIT.no, error instanceof Error ? error.message : String(error));
  if (json && error.document) io.say(JSON.stringify(error.document, null, 2));
  return exitWith(io, error.code, error.message);
}

function exitWith({ complain }: Io, code: number, message: string): number {
  if (message !== '') complain(`${message}\n`);
  return code;
}

import { ConfigError } from '@ckm/service/config';
import { CommanderError } from 'commander';
import { command, type Io } from './call.js';
import { analyse } from './commands/analyse.js';
import { duplicates } from './commands/duplicates.js';
import { emerging } from './commands/emerging.js';
import { cluster } from './commands/cluster.js';
import { importFile } from './commands/import.js';
import { parked } from './commands/parked.js';
import { provision } from './commands/provision.js';
import { quarantine } from './commands/quarantine.js';
import { rebuild } from './commands/rebuild.js';
import { republish } from './commands/republish.js';
import { restored } from './commands/restored.js';
import { subscribe } from './commands/subscribe.js';
import { token } from './commands/token.js';
import { topics } from './commands/topics.js';
import { train } from './commands/train.js';
import { up } from './commands/up.js';
import { verify } from './commands/verify.js';
import { Ending, EXIT } from './ending.js';

const COMMANDS = [
  up,
  importFile,
  subscribe,
  topics,
  analyse,
  cluster,
  duplicates,
  emerging,
  train,
  verify,
  rebuild,
  restored,
  republish,
  parked,
  quarantine,
  token,
  provision,
];

/** Runs what the arguments ask for. @returns the exit code */
export async function run(argv: string[], io: Io): Promise<number> {
  const program = command(io, 'ckm', 'Customer knowledge management, from the command line.');
  for (const make of COMMANDS) program.addCommand(make(io));
  try {
    await program.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
    return EXIT.ok;
  } catch (error) {
    return codeOf(error, { io, json: argv.includes('--json') });
  }
}

function codeOf(error: unknown, { io, json }: { io: Io; json: boolean }): number {
  // It has said what is wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof ConfigError) return told(io, EXIT.usage, error.message);
  if (!(error instanceof Ending)) return told(io, EXIT.no, error instanceof Error ? error.message : String(error));
  if (json && error.document) io.say(JSON.stringify(error.document, null, 2));
  return told(io, error.code, error.message);
}

function told({ complain }: Io, code: number, message: string): number {
  if (message !== '') complain(`${message}\n`);
  return code;
}

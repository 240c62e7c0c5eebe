import type { readCorpus } from '@ckm/enrichment/analysis';
import type { Environment } from '@ckm/service/config';
import { Command } from 'commander';
import { EXIT, EXIT_CODES, ExitError } from './exit.js';
import { ApiClient, type List, unavailable } from './api-client.js';
import { Progress } from './progress.js';
import { homeOf } from './settings.js';

const LOOK_EVERY_MS = 500;

/** Standard streams, environment, clock and corpus of a command, replaced in tests. */
export interface Io {
  env: Environment;
  /** A line on stdout. */
  say: (line: string) => void;
  /** Text on stderr. */
  complain: (text: string) => void;
  /** Draws over the last line of a terminal; null where there is no terminal. */
  draw: ((text: string) => void) | null;
  rest: (ms: number) => Promise<void>;
  /** stdin, as it comes. */
  input: AsyncIterable<Uint8Array>;
  /** Text on stdout. Resolves when more may be written; false: nobody reads it any more. */
  write: (text: string) => Promise<boolean>;
  /** What `train` learns from beside its input; the corpus that comes with ckm by default. */
  corpusOf?: typeof readCorpus;
}

export type Options = Record<string, string | boolean | undefined>;

/** One invocation of a command. */
export class Call {
  readonly home: string;
  readonly progress: Progress;

  constructor(
    readonly io: Io,
    readonly options: Options,
  ) {
    this.home = homeOf(io.env);
    this.progress = new Progress(options.json ? null : io.draw);
  }

  text(option: string): string | undefined {
    const value = this.options[option];
    return typeof value === 'string' ? value : undefined;
  }

  api(): ApiClient {
    return new ApiClient({ home: this.home, url: this.text('url') ?? null, token: this.io.env.CKM_TOKEN ?? null });
  }

  /** Polls until there is an answer. @param look gets the number of the look, from 1; null: not yet */
  async until<T>(look: (looks: number) => Promise<T | null>): Promise<T> {
    for (let looks = 1; ; looks++) {
      const found = await look(looks);
      if (found !== null) return found;
      await this.io.rest(LOOK_EVERY_MS);
    }
  }

  /** Prints the answer: as JSON with `--json`, otherwise the lines. */
  show(answer: unknown, lines: string[]): void {
    const text = this.options.json ? [JSON.stringify(answer, null, 2)] : lines.map(visible);
    text.forEach(line => this.io.say(line));
  }

  /** Prints a merged list. @throws ExitError where a service did not answer; with `--json` that holds the list instead */
  showList(list: List<unknown>, lines: string[]): void {
    const isWhole = list.silent.length === 0;
    if (isWhole || !this.options.json) this.show(list.data, lines);
    if (!isWhole) throw unavailable(list);
  }
}

/** Control characters are escaped: text that anybody may have sent must not control the terminal. */
const visible = (line: string): string =>
  line.replace(/(?![\n\t])\p{Cc}/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const LINES = `
It reads NDJSON on standard input, {"text": …} a line, and writes nothing but NDJSON. The id of a line is given back.
A line that cannot be read gives {"error": {"code", "detail"}} in its place, and exit code 1 at the end.`;

/** A command with the options that every command has. */
export const command = (io: Io, name: string, about: string): Command =>
  new Command(name)
    .description(about)
    .option('--json', 'answer in JSON')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: text => io.say(text.trimEnd()), writeErr: text => io.complain(text) });

/** A command that talks to an installation. */
export const remoteCommand = (io: Io, name: string, about: string): Command =>
  command(io, name, about).option('--url <origin>', 'the installation (default: the one that runs on $CKM_HOME)');

/** A filter from NDJSON on stdin to NDJSON on stdout; it needs no installation. */
export const filterCommand = (io: Io, name: string, about: string): Command =>
  command(io, name, about).addHelpText('after', LINES);

/** The action of a command. @param work resolves with whether the answer is yes; no is exit code 1 */
export const handler =
  (io: Io, work: (call: Call, args: string[]) => Promise<boolean>) =>
  async (...given: unknown[]): Promise<void> => {
    const self = given.at(-1) as Command;
    const isYes = await work(new Call(io, self.optsWithGlobals()), self.args);
    if (!isYes) throw new ExitError(EXIT.no, '');
  };

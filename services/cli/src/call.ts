import type { Environment } from '@ckm/service/config';
import { Command } from 'commander';
import { Ending, EXIT, EXIT_CODES } from './ending.js';
import { type List, Origin, silence } from './origin.js';
import { Progress } from './progress.js';
import { homeOf } from './settings.js';

const LOOK_EVERY_MS = 500;

/** Where a command speaks and what it finds around it. */
export interface Io {
  env: Environment;
  /** A line on stdout. */
  say: (line: string) => void;
  /** Text on stderr. */
  complain: (text: string) => void;
  /** Over itself on a terminal; null where there is none. */
  draw: ((text: string) => void) | null;
  rest: (ms: number) => Promise<void>;
  /** stdin, as it comes. */
  input: AsyncIterable<Uint8Array>;
  /** Text on stdout, as fast as it is read; false: nobody reads it any more. */
  write: (text: string) => Promise<boolean>;
}

export type Options = Record<string, string | boolean | undefined>;

/** One call of a command. */
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

  origin(): Origin {
    return new Origin({ home: this.home, url: this.text('url') ?? null, token: this.io.env.CKM_TOKEN ?? null });
  }

  /** Looks until there is an answer. @param look gets how many looks there are with this one; null: not yet */
  async until<T>(look: (looks: number) => Promise<T | null>): Promise<T> {
    for (let looks = 1; ; looks++) {
      const found = await look(looks);
      if (found !== null) return found;
      await this.io.rest(LOOK_EVERY_MS);
    }
  }

  /** The answer: for programs as it is, for people in lines. */
  show(answer: unknown, lines: string[]): void {
    const text = this.options.json ? [JSON.stringify(answer, null, 2)] : lines.map(visible);
    text.forEach(line => this.io.say(line));
  }

  /** What the services list together. Ends the command where one does not tell its part. */
  showList(list: List<unknown>, lines: string[]): void {
    const isWhole = list.silent.length === 0;
    if (isWhole || !this.options.json) this.show(list.data, lines);
    if (!isWhole) throw silence(list);
  }
}

/** Words that anybody sent must not steer a terminal. */
const visible = (line: string): string =>
  line.replace(/(?![\n\t])\p{Cc}/gu, sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);

const LINES = `
It reads NDJSON on standard input, {"text": …} a line, and writes nothing but NDJSON. The id of a line is given back.
A line that cannot be read gives {"error": {"code", "detail"}} in its place, and exit code 1 at the end.`;

/** A command with what every command has. */
export const command = (io: Io, name: string, about: string): Command =>
  new Command(name)
    .description(about)
    .option('--json', 'answer in JSON')
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: text => io.say(text.trimEnd()), writeErr: text => io.complain(text) });

/** A command that asks an installation. */
export const asking = (io: Io, name: string, about: string): Command =>
  command(io, name, about).option('--url <origin>', 'the installation (default: the one that runs on $CKM_HOME)');

/** A command that answers NDJSON with NDJSON; no installation need run. */
export const filtering = (io: Io, name: string, about: string): Command =>
  command(io, name, about).addHelpText('after', LINES);

/** What a command does. It tells whether the answer is yes. */
export const doing =
  (io: Io, work: (call: Call, args: string[]) => Promise<boolean>) =>
  async (...given: unknown[]): Promise<void> => {
    const self = given.at(-1) as Command;
    const isYes = await work(new Call(io, self.optsWithGlobals()), self.args);
    if (!isYes) throw new Ending(EXIT.no, '');
  };

/** The exit codes, for scripts. */
export const EXIT = { ok: 0, no: 1, usage: 2, unavailable: 3 } as const;

export const EXIT_CODES = `
Exit codes:
  0  done, or the answer is yes
  1  the answer is no: refused, not all of it was taken, or a promise is broken
  2  wrong usage
  3  nothing answers, or not every service whose part is asked for`;

/** Ends the command with this code: its message goes to stderr, and with `--json` its document, where there is one, to stdout. */
export class ExitError extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly document: object | null = null,
  ) {
    super(message);
    this.name = 'ExitError';
  }
}

export const usageError = (message: string): ExitError => new ExitError(EXIT.usage, message);

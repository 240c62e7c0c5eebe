/** How a command ends, for scripts. */
export const EXIT = { ok: 0, no: 1, usage: 2, silence: 3 } as const;

export const EXIT_CODES = `
Exit codes:
  0  done, or the answer is yes
  1  the answer is no: refused, not all of it was taken, or a promise is broken
  2  wrong usage
  3  nothing answers, or not every service whose part is asked for`;

/** Ends the command: said on stderr, and with `--json` as a document on stdout where there is one. */
export class Ending extends Error {
  constructor(
    readonly code: number,
    message: string,
    readonly document: object | null = null,
  ) {
    super(message);
    this.name = 'Ending';
  }
}

export const wrongUsage = (message: string): Ending => new Ending(EXIT.usage, message);

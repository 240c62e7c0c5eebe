const WIDTH = 32;

/** A progress bar on one line of a terminal. */
export class Progress {
  private drawn = false;

  /** @param draw null where there is no terminal: then nothing is drawn */
  constructor(private readonly draw: ((text: string) => void) | null) {}

  show(done: number, total: number, what: string): void {
    const share = total > 0 ? Math.min(done / total, 1) : 0;
    const full = Math.floor(share * WIDTH);
    const bar = '█'.repeat(full) + '░'.repeat(WIDTH - full);
    this.draw?.(`\r${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${what}\u001b[K`);
    this.drawn = true;
  }

  end(): void {
    if (this.drawn) this.draw?.('\n');
    this.drawn = false;
  }
}

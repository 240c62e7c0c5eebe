const DEFAULT_PERMITS = 4;

/** Lets at most so many works run at once (default 4); the others wait in order. */
export class Semaphore {
  private readonly waiting: (() => void)[] = [];

  constructor(private free = DEFAULT_PERMITS) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>(admit => this.waiting.push(admit));
    try {
      return await work();
    } finally {
      const admit = this.waiting.shift();
      if (admit) admit();
      else this.free += 1;
    }
  }
}

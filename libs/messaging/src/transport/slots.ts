const SIDE_BY_SIDE = 4;

/** Lets at most so many works run at once; the others wait in order. */
export class Slots {
  private readonly waiting: (() => void)[] = [];

  constructor(private free = SIDE_BY_SIDE) {}

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

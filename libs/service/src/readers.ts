import type { Consumer, Projection } from '@ckm/messaging';

/** The loops that read: one of everything that is live, and one of each build. A build whose table took the live one's place has ended. */
export class Readers {
  private readonly all: { consumer: Consumer; build?: Projection }[] = [];

  add(consumer: Consumer, build?: Projection): void {
    this.all.push({ consumer, build });
  }

  /** @param projections those that are live or being built now */
  alarms(projections: Projection[]): string[] {
    const going = this.all.filter(({ build }) => !build || projections.includes(build));
    return going.flatMap(({ consumer }) => consumer.alarms());
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map(({ consumer }) => consumer.stop()));
  }
}

import { eventsOn, topicsOf } from '@ckm/contracts';
import { LaneRunner, type RelayOptions } from './lane-runner.js';

export type { RelayOptions };

export interface Relay {
  /** Finishes the batches in hand. */
  stop(): Promise<void>;
}

/**
 * The relay of a service, whose log is its outbox: each of its topics has a lane that reads the log behind the lane's position, publishes,
 * waits for the acks and moves the position. After a crash in between the events are published again, and consumers drop the repeats by
 * their sequence.
 */
export function startRelay(options: RelayOptions): Relay {
  const lanes = topicsOf(options.service).map(topic => new LaneRunner(topic, options));
  const running = lanes.map(lane => lane.run());
  // Events of other topics do not wake a lane: it finds them when it has rested, and only moves its position.
  const stopListening = lanes.map(lane => options.store.onAppend(() => lane.wake(), eventsOn(lane.topic)));
  const doubt = () => lanes.forEach(lane => lane.doubt());
  options.pool.on('connect', doubt);
  return {
    stop: async () => {
      options.pool.off('connect', doubt);
      stopListening.forEach(stop => stop());
      lanes.forEach(lane => lane.stop());
      await Promise.all(running);
    },
  };
}

import { eventsOn, topicsOf } from '@ckm/contracts';
import { LaneRunner, type RelayOptions } from './lane-runner.js';

export type { RelayOptions };

export interface Relay {
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
}

/**
 * The log is the outbox: each domain topic of the service has a lane that reads the log behind its checkpoint, publishes, waits for the
 * acks and moves the checkpoint. What was published and not noted is published again; readers drop the repeat by its sequence.
 */
export function startRelay(options: RelayOptions): Relay {
  const lanes = topicsOf(options.service).map(topic => new LaneRunner(topic, options));
  const running = lanes.map(lane => lane.run());
  // A lane that nothing was appended for looks when it has rested: it has only to note how far it is.
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

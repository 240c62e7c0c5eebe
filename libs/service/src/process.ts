import { openLog } from '@ckm/telemetry';
import { ConfigError } from './config.js';

const STOP_WITHIN_MS = 20_000;

export interface Running {
  url: string;
  /** Stops in this order: readiness off, requests in hand answered, batches in hand finished, connections closed. */
  stop(): Promise<void>;
}

/**
 * Runs a process until SIGTERM or SIGINT, or until its supervisor is gone. A `ConfigError` ends it with one line in the log and exit code 1.
 * @param run gets what ends the process when its connection to Kafka hangs
 */
export async function runProcess(name: string, run: (onStuck: () => void) => Promise<Running>): Promise<void> {
  const log = openLog(name);
  const end = (code: number, why: string): void => {
    log.fatal(why);
    process.exit(code);
  };
  try {
    const running = await run(() => end(1, 'the road hangs; the process ends to begin anew'));
    log.info({ url: running.url }, 'serving');
    process.send?.('serving');
    stopOnSignal(() => running.stop());
  } catch (error) {
    if (error instanceof ConfigError) return end(1, `cannot start: ${error.message}`);
    log.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

function stopOnSignal(stop: () => Promise<void>): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', end).on('SIGINT', end).on('disconnect', end);
}

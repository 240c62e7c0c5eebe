import { openLog } from '@ckm/telemetry';
import { ConfigError } from './config.js';

const STOP_WITHIN_MS = 20_000;

export interface Running {
  url: string;
  /** Readiness off, intake off, batches finished, log sent, connections closed. */
  stop(): Promise<void>;
}

/** Runs until it is told to stop, or until its supervisor is gone. Start-up fails in one line. */
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
    endsWith(() => running.stop());
  } catch (error) {
    if (error instanceof ConfigError) return end(1, `cannot start: ${error.message}`);
    log.fatal({ err: error }, 'cannot start');
    process.exit(1);
  }
}

function endsWith(stop: () => Promise<void>): void {
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

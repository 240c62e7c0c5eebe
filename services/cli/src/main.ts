import { readSettings } from './settings.js';
import { up } from './up.js';

const USAGE = `ckm up    start everything on this machine; settings come from the environment, see README.md`;

const say = (line: string): void => console.log(line);

async function runUp(): Promise<void> {
  const running = await up(readSettings(process.env), say);
  if (running === null) return;
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('stopping …');
    void running.stop().then(
      () => process.exit(0),
      error => fail(error),
    );
  };
  process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const [verb] = process.argv.slice(2);
if (verb === 'up') await runUp().catch(fail);
else {
  say(USAGE);
  process.exitCode = verb === undefined || verb === '--help' ? 0 : 2;
}

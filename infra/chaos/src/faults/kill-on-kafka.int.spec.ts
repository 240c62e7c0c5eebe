import { type LocalKafka, missingForLocalKafka, startLocalKafka } from '@ckm/backing-services';
import { EVERY_WINDOW, hitsEveryWindow, killInWindows } from './kill-windows.js';
import { keepsItsPromises } from '../promises/keeps-its-promises.js';
import { LONG_MS, Site } from '../site/site.js';

// A broker of its own: it is killed.
const missing = await missingForLocalKafka();
const withBroker = missing ? describe.skip : describe;

withBroker(`kill -9 in every window and of the broker, on Kafka${missing ? ` (skipped: ${missing})` : ''}`, () => {
  let kafka: LocalKafka;
  let site: Site;

  beforeAll(async () => {
    kafka = await startLocalKafka();
    site = await Site.open({ brokers: kafka.brokers });
    await site.during(async () => {
      const killing = killInWindows(site, EVERY_WINDOW);
      await site.installation.holds.untilHits(5);
      await kafka.kill();
      await site.upstream.untilAcknowledged(20); // without it
      await kafka.restart();
      await killing;
    });
    process.stdout.write(`${site.installation.holds.table('on Kafka')}\n`);
  }, LONG_MS);
  afterAll(async () => {
    await site?.close();
    await kafka?.stop();
  }, LONG_MS);

  hitsEveryWindow(() => site, EVERY_WINDOW);
  keepsItsPromises(() => site.seen);
});

import { EVERY_WINDOW, hitsEveryWindow, killInWindows } from './kill-windows.js';
import { keepsItsPromises } from '../promises/keeps-its-promises.js';
import { LONG_MS, Site } from '../site/site.js';

let site: Site;

beforeAll(async () => void (site = await Site.open()), LONG_MS);
afterAll(() => site?.close(), LONG_MS);

describe('kill -9 in every window, on PostgreSQL', () => {
  beforeAll(async () => {
    await site.during(() => killInWindows(site, EVERY_WINDOW));
    process.stdout.write(`${site.installation.holds.table('on PostgreSQL')}\n`);
  }, LONG_MS);

  hitsEveryWindow(() => site, EVERY_WINDOW);
  keepsItsPromises(() => site.seen);
});

describe('kill -9 of all services, their supervisor and PostgreSQL at once', () => {
  beforeAll(async () => {
    const { installation, upstream } = site;
    await site.during(async () => {
      await upstream.untilAcknowledged(20);
      await installation.killEverything();
      await installation.start();
      await upstream.untilAcknowledged(20);
    });
  }, LONG_MS);

  keepsItsPromises(() => site.seen);
});

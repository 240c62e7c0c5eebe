import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@ckm/backing-services';
import { itemIdOf } from '@ckm/privacy';
import { forget, type Installation, startInstallation } from './installation.js';
import { headsAtRest } from './operations.js';

interface DemoEvent {
  id: string;
  source: string;
  data: { customerId: string; occasion?: string };
}

interface Story {
  story: string;
  events: string[];
  /** Items beside them that the commands find: at most so many. */
  others: number;
}

const ITEM_ID = /[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

const demoFile = (name: string): string => readFileSync(new URL(`../../demo/${name}`, import.meta.url), 'utf8');
const events = demoFile('events.ndjson')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as DemoEvent);
const stories = JSON.parse(demoFile('stories.json')) as Story[];

/** Heading → the commands printed below it. */
const manual = new Map(
  demoFile('README.md')
    .split(/^## /m)
    .map(section => {
      const commands = [...section.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block]) => block).join('');
      return [section.slice(0, section.indexOf('\n')), commands] as const;
    }),
);

describe('The demo company', () => {
  let ckm: Installation;

  const isLoaded = (): Promise<string> => eventually(() => readFileSync(join(ckm.home, 'demo.loaded'), 'utf8'));
  const follow = (heading: string): string =>
    execFileSync('bash', ['-eo', 'pipefail', '-c', `${manual.get('To find the stories')}${manual.get(heading)}`], {
      encoding: 'utf8',
      env: { ...process.env, CKM: ckm.url, TOKEN: ckm.token },
    });
  const itemOf = (event: string): string =>
    itemIdOf('demo', events.find(({ id }) => id === event)?.source ?? '', event);
  /** The items that the commands found and their customers, as they were counted. */
  const counted = (found: string): number[] =>
    /^(\d+) items of (\d+) customers$/m.exec(found)?.slice(1).map(Number) ?? [];

  beforeAll(async () => {
    ckm = await startInstallation({ env: { CKM_DEMO: '1' } });
    await isLoaded();
    await eventually(() => headsAtRest(ckm));
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it.each(stories)('tells how to find "$story", and there it is, with little else', ({ story, events, others }) => {
    const found = new Set(follow(story).match(ITEM_ID));
    const planted = events.map(itemOf);
    expect(planted.filter(item => !found.has(item))).toEqual([]);
    expect(found.size - planted.length).toBeLessThanOrEqual(others);
  });

  it('shows one theme that emerges, with those who say so', () => {
    const [emerging, ...items] = follow('A theme that emerges').trim().split('\n');
    expect(emerging).toMatch(/^Printing from the phone: 8 items of 8 customers, where 0\.\d+ were to be expected$/);
    const planted = stories.find(({ story }) => story === 'A theme that emerges')!.events.map(itemOf);
    expect(items.slice(-8).map(line => line.match(ITEM_ID)?.[0])).toEqual(planted);
  });

  it('knows its competitors under both names', () => {
    expect(counted(follow('A competitor named by several'))).toEqual([9, 8]);
  });

  it('has about fifty customers who are content some seventy times, a dozen of them without a ticket', () => {
    const found = follow('A silent, happy majority');
    const [items, customers] = counted(found);
    expect(Math.abs(items! - 70)).toBeLessThan(8);
    expect(Math.abs(customers! - 50)).toBeLessThan(5);
    const silent = new Set(events.filter(({ id }) => found.includes(itemOf(id))).map(({ data }) => data.customerId));
    for (const { data } of events) if (data.occasion === 'TICKET') silent.delete(data.customerId);
    expect(Math.abs(silent.size - 12)).toBeLessThan(3);
  });

  it('holds a wish that three customers only imply', () => {
    const evidence = follow('A wish that nobody utters').trim().split('\n');
    const requests = evidence.map(line => line.split(' ')).filter(([, type]) => type === 'REQUEST');
    expect(requests.map(([expression]) => expression)).toEqual(['IMPLIED', 'IMPLIED', 'IMPLIED']);
  });

  it('is the same company when it is sent again', async () => {
    const heads = await headsAtRest(ckm);
    await ckm.stop();
    rmSync(join(ckm.home, 'demo.loaded'));
    ckm = await startInstallation({ home: ckm.home, env: { CKM_DEMO: '1' } });
    await isLoaded();
    expect(await eventually(() => headsAtRest(ckm))).toEqual(heads);
  });
});

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
}

const ITEM_ID = /[\da-f]{8}-[\da-f]{4}-5[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g;

const demoFile = (name: string): string => readFileSync(new URL(`../../demo/${name}`, import.meta.url), 'utf8');
const events = demoFile('events.ndjson')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as DemoEvent);
const stories = JSON.parse(demoFile('stories.json')) as { story: string; events: string[] }[];

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

  it.each(stories)('tells how to find "$story", and there it is', ({ story, events }) => {
    const found = follow(story);
    expect(events.filter(event => !found.includes(itemOf(event)))).toEqual([]);
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

  it('holds a wish that three customers only imply', () => {
    const evidence = follow('A wish that nobody utters').trim().split('\n');
    const requests = evidence.map(line => line.split(' ')).filter(([, type]) => type === 'REQUEST');
    expect(requests.map(([expression]) => expression)).toEqual(['IMPLIED', 'IMPLIED', 'IMPLIED']);
  });

  it('names nobody else who is about to leave', () => {
    const leaving = follow('A customer about to leave').split('\n').filter(Boolean);
    const planted = stories.find(({ story }) => story === 'A customer about to leave')?.events.map(itemOf) ?? [];
    expect(leaving.filter(line => !planted.some(item => line.includes(item)))).toEqual([]);
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

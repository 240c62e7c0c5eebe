import type { Example } from '@ckm/contracts';
import { uuid5 } from '@ckm/privacy';
import type { Service } from '@ckm/service';
import { MakeThemes } from '../cluster/make-theme.command.js';
import { putInCluster } from '../fixture/clustered.js';
import { say } from '../fixture/saying.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { overridden } from '../fixture/overridden.js';
import { steward } from '../fixture/steward.js';
import { DescribeThemes } from './describe-theme.command.js';
import { MergeThemes } from './merge-theme.command.js';
import { RenameThemes } from './rename-theme.command.js';
import { SplitThemes } from './split-theme.command.js';
import { themesOf } from './themes.view.js';

const [JAM, LATE] = [
  { language: 'en', text: 'Paper jams in tray two.' },
  { language: 'de', text: 'Der Toner kommt immer zu spät.' },
] as const;
const CLUSTER = uuid5('demo', 'cluster', '1');
const TAKEN = { slug: 'theme-name-taken' };

let [ink, toner] = ['', ''];

const describeTheme = async (name: string, examples: Example[] = [], by = enrichment.service): Promise<string> =>
  (await new DescribeThemes(by).describe({ name, examples }, steward)).data.themeId;
const rename = (themeId: string, name: string, by = enrichment.service) =>
  new RenameThemes(by).rename(themeId, { name }, steward);
const merge = (themeId: string, into: string) => new MergeThemes(enrichment.service).merge(themeId, { into }, steward);
const split = (name: string, by = enrichment.service) =>
  new SplitThemes(by).split(toner, { name, examples: [LATE] }, steward);
const [PAPER_ALONE, PAPER] = [
  ['Paper', 0],
  ['Paper', 1],
];
const describePaper = () => describeTheme('Paper', [JAM]);
const make = (name: string, by = enrichment.service) => new MakeThemes(by).make(CLUSTER, { name }, steward);

openBeforeEach();
beforeEach(async () => {
  [ink, toner] = [await describeTheme('Ink'), await describeTheme('Toner', [JAM, LATE])];
  const itemId = await say(enrichment, { name: 'a', text: 'no paper' });
  await putInCluster(enrichment, { itemId, clusterId: CLUSTER });
  await enrichment.catchUp();
});

const standing = async (): Promise<[name: string, examples: number][]> => {
  await enrichment.catchUp();
  return (await themesOf(enrichment.service, 'demo')).map(({ name, examples }) => [name, examples.length]);
};

/** The service, with something that happens between the check that a name is free and the write. */
const overtakenBy = (another: () => Promise<unknown>): Service => {
  const { events } = enrichment.service;
  const handleAll: typeof events.handleAll = async (...of) => {
    await another();
    return events.handleAll(...of);
  };
  return overridden(enrichment.service, { events: { ...events, handleAll } });
};

describe('a name that was free when it was checked', () => {
  it.each<[how: string, give: (by: Service) => Promise<unknown>]>([
    ['another theme is renamed', by => rename(toner, 'PAPER', by)],
    ['a theme is described', by => describeTheme('PAPER', [], by)],
    ['a theme is made of a cluster', by => make('PAPER', by)],
    ['a theme is split off', by => split('PAPER', by)],
  ])('is taken by a rename before %s, and nothing is written', async (_, give) => {
    await expect(give(overtakenBy(() => rename(ink, 'Paper')))).rejects.toMatchObject(TAKEN);
    expect(await standing()).toEqual([
      ['Paper', 0],
      ['Toner', 2],
    ]);
  });

  it.each<[how: string, give: () => Promise<unknown>, left: number]>([
    ['described', () => describeTheme('Paper'), 2],
    ['made of a cluster', () => make('Paper'), 2],
    ['split off', () => split('Paper'), 1],
  ])('is taken for a rename where a theme of that name was %s meanwhile', async (_, give, left) => {
    await expect(rename(ink, 'PAPER', overtakenBy(give))).rejects.toMatchObject(TAKEN);
    expect(await standing()).toEqual([
      ['Ink', 0],
      ['Paper', 2 - left],
      ['Toner', left],
    ]);
  });

  it.each<[how: string, give: (by: Service) => Promise<unknown>, another: () => Promise<unknown>, left: unknown]>([
    [
      'the theme that is split is renamed to it',
      by => split('PAPER', by),
      () => rename(toner, 'Paper'),
      [['Paper', 2]],
    ],
    ['the theme to be split off is described', by => split('PAPER', by), describePaper, [PAPER, ['Toner', 2]]],
    ['the theme to be made of a cluster is described', by => make('PAPER', by), describePaper, [PAPER, ['Toner', 2]]],
  ])('is taken where %s meanwhile, and that stands', async (_, give, another, left) => {
    await expect(give(overtakenBy(another))).rejects.toMatchObject(TAKEN);
    expect(await standing()).toEqual([['Ink', 0], ...(left as unknown[])]);
  });

  it('is taken where the theme to be split off is described while its items are looked up', async () => {
    const { service } = enrichment;
    const reads: unknown[] = [];
    const read: Service['read'] = async (...of) => {
      // The first read is that of the names.
      if (reads.push(of) === 2) await describePaper();
      return service.read(...of);
    };
    const overtaken = overridden(service, { read });
    await expect(split('Paper', overtaken)).rejects.toMatchObject(TAKEN);
    expect(await standing()).toEqual([['Ink', 0], PAPER, ['Toner', 2]]);
  });

  it.each<[what: string, another: () => Promise<unknown>, slug: string, left: unknown]>([
    ['renamed', () => rename(ink, 'Paper'), 'theme-name-taken', [PAPER_ALONE, ['Toner', 2]]],
    ['merged', () => merge(ink, toner), 'theme-merged', [['Toner', 2]]],
  ])('does not lead to a theme that was %s meanwhile', async (_, another, slug, left) => {
    await expect(describeTheme('Ink', [JAM], overtakenBy(another))).rejects.toMatchObject({ slug });
    expect(await standing()).toEqual(left);
  });

  it('is free where another split off the same theme meanwhile', async () => {
    const another = () => split('Paper');
    await split('Paper', overtakenBy(another));
    expect(await standing()).toEqual([['Ink', 0], PAPER, ['Toner', 1]]);
  });

  it('is free where another tenant gave it meanwhile, or another theme got another name', async () => {
    const globex = { ...steward, tenantId: 'globex' };
    const others = overtakenBy(async () => {
      await new DescribeThemes(enrichment.service).describe({ name: 'Paper', examples: [] }, globex);
      await describeTheme('Tray');
    });
    await rename(ink, 'Paper', others);
    expect((await standing()).map(([name]) => name)).toEqual(['Paper', 'Toner', 'Tray']);
  });

  it('goes to one of two themes that are renamed at the same time', async () => {
    const looked: (() => void)[] = [];
    const atOnce = overtakenBy(() => {
      const both = new Promise<void>(resolve => looked.push(resolve));
      if (looked.length === 2) looked.forEach(resolve => resolve());
      return both;
    });
    const given = await Promise.allSettled([rename(ink, 'Paper', atOnce), rename(toner, 'PAPER', atOnce)]);
    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(given.find(({ status }) => status === 'rejected')).toMatchObject({ reason: TAKEN });
    expect((await standing()).filter(([name]) => /paper/i.test(name))).toHaveLength(1);
  });
});

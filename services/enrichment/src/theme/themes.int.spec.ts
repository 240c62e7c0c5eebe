import type { Example } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { say, type Saying } from '../fixture/saying.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { overridden } from '../fixture/overridden.js';
import { steward } from '../fixture/steward.js';
import { CorrectInterpretations } from '../interpretation/correct-interpretation.command.js';
import { interpretationIdOf } from '../interpretation/identity.js';
import { vocabularyOf } from '../interpretation/vocabulary.js';
import { DescribeThemesAnew } from './describe-anew.command.js';
import { DescribeThemes } from './describe-theme.command.js';
import { MergeThemes } from './merge-theme.command.js';
import { RenameThemes } from './rename-theme.command.js';
import { SplitThemes, type SplitThemeRequest } from './split-theme.command.js';
import { describeTheme as describeDecider, renameTheme } from './theme.decider.js';
import { themesOf } from './themes.view.js';
import { UnmergeThemes } from './unmerge-theme.command.js';

const [JAM, LATE, LEAK] = [
  { language: 'en', text: 'Paper jams in tray two.' },
  { language: 'de', text: 'Der Toner kommt immer zu spät.' },
  { language: 'zh', text: '墨盒漏墨。' },
] as const;

openBeforeEach();

/** The data of an answer, once the views have caught up. */
const done = async <T>({ data }: { data: T }): Promise<T> => {
  await enrichment.catchUp();
  return data;
};
const describeTheme = async (name: string, ...examples: Example[]): Promise<string> =>
  (await done(await new DescribeThemes(enrichment.service).describe({ name, examples }, steward))).themeId;
const describeAnew = async (themeId: string, examples: Example[]) =>
  done(await new DescribeThemesAnew(enrichment.service).describe(themeId, { examples }, steward));
const merge = async (themeId: string, into: string) =>
  done(await new MergeThemes(enrichment.service).merge(themeId, { into }, steward));
const unmerge = async (themeId: string) => done(await new UnmergeThemes(enrichment.service).unmerge(themeId, steward));
const rename = async (themeId: string, name: string) =>
  done(await new RenameThemes(enrichment.service).rename(themeId, { name }, steward));
const split = async (themeId: string, request: SplitThemeRequest, by = enrichment.service): Promise<string> =>
  (await done(await new SplitThemes(by).split(themeId, request, steward))).themeId;
const put = (themeId: string, name: string, of: Partial<Saying> = {}): Promise<string> =>
  say(enrichment, { name, text: name, themes: [{ themeId, theme: 'Toner', confidence: 0.9 }], ...of });
const named = async (name: string) => (await themesOf(enrichment.service, 'demo')).find(theme => theme.name === name);
const themesIn = async (itemId: string): Promise<string[]> =>
  (await enrichment.readingsOf(itemId)).at(-1)!.themes.map(({ themeId }) => themeId);

describe('a theme that is split once more', () => {
  it('leaves the theme that was split off as people described it since', async () => {
    const toner = await describeTheme('Toner', JAM, LATE);
    const request = { name: 'Delivery', examples: [LATE] };
    const delivery = await split(toner, request);
    await describeAnew(delivery, [LATE, LEAK]);
    expect(await split(toner, request)).toBe(delivery);
    expect(await named('Delivery')).toMatchObject({ examples: [LATE, LEAK] });
  });

  it('moves no further examples, but further items', async () => {
    const toner = await describeTheme('Toner', JAM, LATE, LEAK);
    const delivery = await split(toner, { name: 'Delivery', examples: [LATE] });
    const itemId = await put(toner, 'toner is late');
    await expect(split(toner, { name: 'Delivery', examples: [LATE, LEAK], items: [itemId] })).rejects.toMatchObject({
      slug: 'theme-name-taken',
      detail: expect.stringContaining('1 of these examples') as string,
    });
    expect(await themesIn(itemId)).toEqual([toner]);
    await split(toner, { name: 'Delivery', items: [itemId] });
    expect(await themesIn(itemId)).toEqual([delivery]);
    expect(await named('Toner')).toMatchObject({ examples: [JAM, LEAK] });
  });

  it('is refused while the theme that was split off is merged back', async () => {
    const toner = await describeTheme('Toner', JAM, LATE);
    const request = { name: 'Delivery', examples: [LATE] };
    const delivery = await split(toner, request);
    await merge(delivery, toner);
    await expect(split(toner, request)).rejects.toMatchObject({
      slug: 'theme-merged',
      detail: `${delivery} was merged into ${toner}: unmerge it.`,
    });
    await unmerge(delivery);
    expect(await split(toner, request)).toBe(delivery);
  });
});

/** The service, with something that happens before it writes to these items. */
const interrupted = (itemIds: string[], happens: () => Promise<unknown>) => {
  const { events } = enrichment.service;
  const streamIds = itemIds.map(itemId => interpretationIdOf('demo', itemId));
  const handle: typeof events.handle = async (context, decider, streamId, command) => {
    if (streamIds.includes(streamId)) await happens();
    return events.handle(context, decider, streamId, command);
  };
  return overridden(enrichment.service, { events: { ...events, handle } });
};

describe('a split during which people correct an item', () => {
  it.each([
    ['keeps themes that they added', ['Toner', 'Ink'], ['Delivery', 'Ink']],
    ['leaves an item that does not have the theme any more', ['Ink'], ['Ink']],
  ])('%s', async (_, said, left) => {
    const [toner, ink] = [await describeTheme('Toner', JAM), await describeTheme('Ink')];
    const [itemId, ids] = [
      await put(toner, 'late'),
      new Map([
        ['Toner', toner],
        ['Ink', ink],
      ]),
    ];
    const people = interrupted([itemId], () => {
      const themes = said.map(name => ids.get(name)!);
      return new CorrectInterpretations(enrichment.service).correct(itemId, { themes }, steward);
    });
    ids.set('Delivery', await split(toner, { name: 'Delivery', items: [itemId] }, people));
    expect(await themesIn(itemId)).toEqual(left.map(name => ids.get(name)));
  });
});

describe('an item that moves with a split', () => {
  it('is an example of the new theme alone, and keeps themes that were only read', async () => {
    const [toner, ink] = [await describeTheme('Toner', JAM), await describeTheme('Ink')];
    const guess = { themeId: ink, theme: 'Ink', confidence: 0.51 };
    const itemId = await put(toner, 'late', { themes: [{ themeId: toner, theme: 'Toner', confidence: 0.9 }, guess] });
    const delivery = await split(toner, { name: 'Delivery', items: [itemId] });
    expect((await enrichment.readingsOf(itemId)).at(-1)!.themes).toMatchObject([{ themeId: delivery }, guess]);
    const { themes } = await vocabularyOf(enrichment.service)('demo');
    expect(themes.map(({ name, said }) => [name, said?.length ?? 0])).toEqual([
      ['Delivery', 1],
      ['Ink', 0],
      ['Toner', 0],
    ]);
  });
});

describe('a split that broke off', () => {
  const failing = (itemIds: string[], error: Error) => interrupted(itemIds, () => Promise.reject(error));

  it('continues without items that were withdrawn or forgotten since', async () => {
    const toner = await describeTheme('Toner', JAM, LATE);
    const items = [await put(toner, 'late'), await put(toner, 'later'), await put(toner, 'latest')];
    const request = { name: 'Delivery', examples: [LATE], items };
    await expect(split(toner, request, failing(items, new Error('broke off')))).rejects.toThrow('broke off');
    await enrichment.catchUp();
    await enrichment.withdraw(items[0]!);
    await enrichment.capture('later', null);
    const delivery = await split(toner, request);
    expect(await Promise.all(items.map(themesIn))).toEqual([[toner], [toner], [delivery]]);
  });

  it('leaves out items that are forgotten meanwhile', async () => {
    const toner = await describeTheme('Toner', JAM, LATE);
    const items = [await put(toner, 'late'), await put(toner, 'later')];
    const forgotten = failing([items[0]!], new Rejection('item-forgotten'));
    const delivery = await split(toner, { name: 'Delivery', items }, forgotten);
    expect(await Promise.all(items.map(themesIn))).toEqual([[toner], [delivery]]);
  });
});

describe('a split that has not begun', () => {
  it('is refused where an item is forgotten, and says which', async () => {
    const toner = await describeTheme('Toner', JAM);
    const itemId = await put(toner, 'late', { text: null });
    await expect(split(toner, { name: 'Delivery', items: [itemId] })).rejects.toMatchObject({
      slug: 'item-forgotten',
      detail: expect.stringContaining(itemId) as string,
    });
    expect(await named('Delivery')).toBeUndefined();
  });
});

describe('a name that is given to a theme once more', () => {
  it.each([
    ['Toner', [JAM]],
    [' TONER', [JAM, LATE]],
  ])('leaves what people said of it as it is, and tells whose name it is: %s', async (name, examples) => {
    const toner = await describeTheme('Toner', JAM, LATE);
    await expect(describeTheme(name, ...examples)).rejects.toMatchObject({
      slug: 'theme-name-taken',
      detail: `${toner} is called Toner, and is described otherwise.`,
    });
    expect(await named('Toner')).toMatchObject({ examples: [JAM, LATE] });
    expect(await describeTheme('Toner', JAM, LATE)).toBe(toner);
  });

  it('by several at once is given by one of them', async () => {
    const given = await Promise.allSettled([JAM, LATE, LEAK].map(one => describeTheme('Toner', one)));
    expect(given.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    const first = [JAM, LATE, LEAK][given.findIndex(({ status }) => status === 'fulfilled')];
    expect(await named('Toner')).toMatchObject({ examples: [first] });
  });
});

describe('names that look the same', () => {
  const [composed, decomposed] = ['B\u00fcro', 'Bu\u0308ro'];

  it('are one name', async () => {
    const [office, toner] = [await describeTheme(composed), await describeTheme('Toner')];
    for (const give of [() => describeTheme(decomposed), () => rename(toner, decomposed)])
      await expect(give()).rejects.toMatchObject({ slug: 'theme-name-taken' });
    await rename(office, decomposed);
    expect(await named(decomposed)).toMatchObject({ themeId: office });
  });

  it('lead each to its own theme where both were given before', async () => {
    const { service } = enrichment;
    const themeIds = ['0a52b1d6-1111-5111-8111-000000000001', '0a52b1d6-1111-5111-8111-000000000002'];
    for (const [nth, name] of [composed, decomposed].entries()) {
      const described = { themeId: themeIds[nth]!, name, description: '', examples: [] };
      await service.events.handle(service.contextOf(steward), describeDecider, themeIds[nth]!, described);
    }
    await enrichment.catchUp();
    expect([await describeTheme(composed), await describeTheme(decomposed)]).toEqual(themeIds);
  });
});

describe('a name that was given a moment ago', () => {
  it('is taken, and leads to its theme, before any view has it', async () => {
    const [ink, toner] = [await describeTheme('Ink'), await describeTheme('Toner')];
    await new RenameThemes(enrichment.service).rename(ink, { name: 'Cartridges' }, steward);
    await expect(rename(toner, 'cartridges')).rejects.toMatchObject({ slug: 'theme-name-taken' });
    expect(await describeTheme('Cartridges')).toBe(ink);
  });
});

describe('the name of a merged theme', () => {
  let [ink, toner]: string[] = [];
  beforeEach(async () => {
    [ink, toner] = [await describeTheme('Ink'), await describeTheme('Toner')];
    await merge(ink, toner);
  });

  it('is not free', async () => {
    await expect(rename(toner!, ' ink ')).rejects.toMatchObject({ slug: 'theme-name-taken' });
  });

  it('is refused in a description, which nobody would see', async () => {
    const merged = { slug: 'theme-merged', detail: `${ink} was merged into ${toner}: unmerge it.` };
    await expect(describeTheme('INK', LEAK)).rejects.toMatchObject(merged);
    expect(await named('Toner')).toMatchObject({ examples: [] });
  });

  it('is free for the theme itself', async () => {
    await rename(ink!, 'INK');
    await unmerge(ink!);
    expect(await named('INK')).toMatchObject({ themeId: ink });
  });

  it('keeps the theme from being unmerged while another one has the name', async () => {
    const { service } = enrichment;
    const renamed = { themeId: ink!, name: 'toner' };
    await service.events.handle(service.contextOf(steward), renameTheme, ink!, renamed);
    await enrichment.catchUp();
    await expect(unmerge(ink!)).rejects.toMatchObject({ slug: 'theme-name-taken' });
    await rename(toner!, 'Cartridges');
    await unmerge(ink!);
    expect(await named('toner')).toMatchObject({ themeId: ink });
  });
});

describe('an id of something else', () => {
  it('is refused as a theme', async () => {
    const toner = await describeTheme('Toner', JAM);
    const id = interpretationIdOf('demo', await put(toner, 'jam'));
    const notFound = { slug: 'theme-not-found' };
    await expect(rename(id, 'Paper')).rejects.toMatchObject(notFound);
    await expect(merge(id, toner)).rejects.toMatchObject(notFound);
    await expect(unmerge(id)).rejects.toMatchObject(notFound);
    await expect(describeAnew(id, [])).rejects.toMatchObject(notFound);
    await expect(split(id, { name: 'Paper', examples: [JAM] })).rejects.toMatchObject(notFound);
  });

  it('is refused with a pointer to where it stands in the request', async () => {
    const toner = await describeTheme('Toner');
    const itemId = await put(toner, 'jam');
    const nothing = '00000000-0000-4000-8000-000000000000';
    await expect(merge(toner, nothing)).rejects.toMatchObject({
      ...{ code: 'theme-unknown', faults: [{ pointer: '/into', rule: 'theme' }] },
    });
    const correct = (themes: string[]) =>
      new CorrectInterpretations(enrichment.service).correct(itemId, { themes }, steward);
    const second = { code: 'theme-unknown', faults: [{ pointer: '/themes/2', rule: 'theme' }] };
    await expect(correct([toner, toner, nothing])).rejects.toMatchObject(second);
    const ink = await describeTheme('Ink');
    await merge(ink, toner);
    await expect(correct([toner, toner, ink])).rejects.toMatchObject(second);
  });
});

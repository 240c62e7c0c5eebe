import { jest } from '@jest/globals';
import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { ItemInterpreted, Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { currentThemes } from '@ckm/service';
import { LinkEvidences } from '../evidence/link-evidence.command.js';
import { linkEvidenceWhenInterpreted } from '../evidence/link-evidence-when-interpreted.reaction.js';
import { opportunityIdOf } from '../evidence/need.js';
import { RemoveEvidences } from '../evidence/remove-evidence.command.js';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { jana, openInnovation, type TestInnovation } from '../fixture/innovation.js';
import { ListOpportunities } from './list-opportunities.route.js';
import { openOpportunity } from './opportunity.decider.js';
import { OpportunityRoute } from './opportunity.route.js';

const WISH = signal('REQUEST', 0, '能不能给我们换个静音一点的风扇');
const TROUBLE = signal('PROBLEM', 30, 'der Lüfter pfeift seit März');
const [FANS, NOISE] = [71, 72].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 }));

let postgres: TestPostgres;
let innovation: TestInnovation;
let heard: RecordedEvent[] = [];

beforeAll(async () => {
  postgres = await testPostgres();
  innovation = await openInnovation(postgres.url);
  await openFor(FANS!, NOISE!);
});
afterAll(async () => {
  await innovation?.close();
  await postgres?.stop();
});

const idOf = (themeId: string): string => opportunityIdOf('demo', { themeId });
const context = () => innovation.service.contextOf(jana());
async function openFor(...themes: { themeId: string; theme: string }[]): Promise<void> {
  for (const { themeId, theme } of themes) {
    const opportunityId = idOf(themeId);
    const opened = { opportunityId, themeId, title: theme, itemIds: [uuid(1)] };
    await innovation.service.events.handle(context(), openOpportunity, opportunityId, opened);
  }
}

/** The item of that number, said by the customer of that number; what it speaks for is linked. */
async function read(n: number, signals: Signal[], more: Partial<ItemInterpreted> = {}): Promise<void> {
  const data = interpreted(signals, { itemId: uuid(n), customerId: uuid(n), ...more });
  const event = recorded('ItemInterpreted', data);
  heard = [...heard, event];
  for (const { decider, streamId, command } of linkEvidenceWhenInterpreted.react(event) as Handling[])
    await innovation.service.events.handle(context(), decider, streamId, command);
  await innovation.catchUp(heard);
}
const one = async ({ themeId }: { themeId: string }) =>
  (await new OpportunityRoute(innovation.service).get(idOf(themeId), jana())).data as {
    reach: number;
    evidence: { evidenceId: string; words: string; stance: string }[];
    history: { event: string; reason: string | null }[];
  };
const of = async (theme = FANS!) => {
  const { reach, evidence } = await one(theme);
  return { reach, said: evidence.map(({ words }) => words).sort() };
};

const hear = (event: RecordedEvent): Promise<void> => innovation.catchUp((heard = [...heard, event]));
const described = ({ themeId, theme }: { themeId: string; theme: string }): RecordedEvent =>
  recorded('ThemeDescribed', { themeId, name: theme, description: '', examples: [] });

describe('evidence of an item that is interpreted again', () => {
  it('moves with its theme', async () => {
    await read(10, [WISH], { themes: [FANS!] });
    await read(11, [TROUBLE], { themes: [FANS!] });
    expect(await of()).toEqual({ reach: 2, said: [TROUBLE.text, WISH.text].sort() });
    await read(11, [TROUBLE], { themes: [NOISE!], version: '2' });
    expect(await of()).toEqual({ reach: 1, said: [WISH.text] });
    expect(await of(NOISE)).toEqual({ reach: 1, said: [TROUBLE.text] });
  });

  it('comes back with its theme, once', async () => {
    await read(11, [TROUBLE], { themes: [FANS!, NOISE!], version: '3' });
    expect(await of()).toEqual({ reach: 2, said: [TROUBLE.text, WISH.text].sort() });
    expect(await of(NOISE)).toEqual({ reach: 1, said: [TROUBLE.text] });
  });

  it('no longer counts where the need is not found any more', async () => {
    await read(11, [{ ...TROUBLE, type: 'PRAISE' }], { themes: [FANS!], version: '4' });
    expect(await of()).toEqual({ reach: 1, said: [WISH.text] });
  });

  it('stays where somebody linked it by hand, whatever is interpreted later', async () => {
    const route = new LinkEvidences(innovation.service);
    await route.link(idOf(FANS!.themeId), { itemId: uuid(10) }, jana());
    await read(10, [WISH], { themes: [], version: '2' });
    expect(await of()).toEqual({ reach: 1, said: [WISH.text] });
  });
});

describe('evidence of themes that are merged', () => {
  const [QUIET, SILENT] = [73, 74].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 }));
  const shown = async (theme: string) =>
    (await new ListOpportunities(innovation.service).list({ theme }, jana())).data.map(row => [row.theme, row.reach]);

  it('counts for both, each signal once', async () => {
    await openFor(QUIET!, SILENT!);
    for (const theme of [QUIET!, SILENT!]) await hear(described(theme));
    await read(20, [WISH], { themes: [QUIET!] });
    await read(21, [TROUBLE], { themes: [QUIET!, SILENT!] });
    expect([await of(QUIET), await of(SILENT)]).toMatchObject([{ reach: 2 }, { reach: 1 }]);
    await hear(recorded('ThemeMerged', { themeId: QUIET!.themeId, intoThemeId: SILENT!.themeId }));
    const both = { reach: 2, said: [TROUBLE.text, WISH.text].sort() };
    expect([await of(QUIET), await of(SILENT)]).toEqual([both, both]);
    const rows = [
      ['theme 74', 2],
      ['theme 74', 2],
    ];
    expect([await shown(QUIET!.themeId), await shown(SILENT!.themeId)]).toEqual([rows, rows]);
  });

  it('is removed wherever it is shown', async () => {
    const [{ evidence }] = [await one(SILENT!)];
    const trouble = evidence.find(({ words }) => words === TROUBLE.text)!;
    await new RemoveEvidences(innovation.service).remove(idOf(SILENT!.themeId), trouble.evidenceId, {}, jana());
    await innovation.catchUp(heard);
    expect(await of(SILENT)).toEqual({ reach: 1, said: [WISH.text] });
    const elsewhere = new RemoveEvidences(innovation.service).remove(
      idOf(FANS!.themeId),
      trouble.evidenceId,
      {},
      jana(),
    );
    await expect(elsewhere).rejects.toMatchObject({ slug: 'evidence-not-found' });
  });

  it('returns to each when they are parted', async () => {
    await hear(recorded('ThemeParted', { themeId: QUIET!.themeId }));
    expect([await of(QUIET), await of(SILENT)]).toEqual([
      { reach: 1, said: [WISH.text] },
      { reach: 0, said: [] },
    ]);
    expect(await shown(QUIET!.themeId)).toEqual([['theme 73', 1]]);
  });
});

it('evidence of merged themes that is removed and linked again, at the second try, counts for each of them when they are parted', async () => {
  const [SMELL, SMOKE] = [79, 80].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 }));
  await openFor(SMELL!, SMOKE!);
  for (const theme of [SMELL!, SMOKE!]) await hear(described(theme));
  await read(40, [WISH, TROUBLE], { themes: [SMELL!, SMOKE!] });
  await hear(recorded('ThemeMerged', { themeId: SMELL!.themeId, intoThemeId: SMOKE!.themeId }));
  const id = idOf(SMOKE!.themeId);
  for (const { evidenceId } of (await one(SMOKE!)).evidence)
    await new RemoveEvidences(innovation.service).remove(id, evidenceId, {}, jana());
  const link = () => new LinkEvidences(innovation.service).link(id, { itemId: uuid(40), span: WISH.span }, jana());
  const { events } = innovation.service;
  const handle = events.handle.bind(events);
  const spy = jest.spyOn(events, 'handle');
  spy.mockImplementationOnce(handle).mockRejectedValueOnce(new Error('the connection is gone'));
  await expect(link()).rejects.toThrow('the connection is gone');
  spy.mockRestore();
  await link();
  await hear(recorded('ThemeParted', { themeId: SMELL!.themeId }));
  const again = { reach: 1, said: [WISH.text] };
  expect([await of(SMELL), await of(SMOKE)]).toEqual([again, again]);
});

it('themes are read once to link an item, however many needs it has', async () => {
  const reads = jest.spyOn(innovation.service, 'read');
  await new LinkEvidences(innovation.service).link(idOf(FANS!.themeId), { itemId: uuid(40) }, jana());
  expect(reads.mock.calls.filter(([[view]]) => view === currentThemes)).toHaveLength(1);
  reads.mockRestore();
});

describe('a human decision about evidence', () => {
  const [FEET, LEGS] = [75, 76].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 }));
  const link = (n: number, { themeId }: { themeId: string }, stance: 'SUPPORTS' | 'CONTRADICTS') =>
    new LinkEvidences(innovation.service).link(idOf(themeId), { itemId: uuid(n), stance }, jana());
  beforeAll(async () => {
    await openFor(FEET!, LEGS!);
    for (const theme of [FEET!, LEGS!]) await hear(described(theme));
    for (const n of [30, 31]) await read(n, [WISH], { themes: [FEET!] });
    await link(31, FEET!, 'SUPPORTS');
    await hear(recorded('ThemeMerged', { themeId: FEET!.themeId, intoThemeId: LEGS!.themeId }));
  });

  it('holds, whatever is interpreted for the theme that its own was merged into', async () => {
    const { evidenceId } = (await one(LEGS!)).evidence.at(-1)!;
    const why = { reason: '看错了' };
    await new RemoveEvidences(innovation.service).remove(idOf(LEGS!.themeId), evidenceId, why, jana());
    for (const n of [30, 31]) await read(n, [WISH], { themes: [LEGS!], version: '2' });
    expect(await of(LEGS)).toEqual({ reach: 1, said: [WISH.text] });
  });

  it('is in the history of the merged opportunity, too', async () =>
    expect((await one(LEGS!)).history.filter(({ event }) => event === 'EvidenceRemoved')).toMatchObject([
      { reason: '看错了' },
    ]));

  it('counts where they linked it, although they removed it from the theme that was merged in', async () => {
    const [HANDS, ARMS] = [77, 78].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 }));
    await openFor(HANDS!, ARMS!);
    await read(32, [WISH]);
    await link(32, ARMS!, 'SUPPORTS');
    await read(32, [WISH], { themes: [HANDS!], version: '2' });
    const { evidenceId } = (await one(HANDS!)).evidence[0]!;
    await new RemoveEvidences(innovation.service).remove(idOf(HANDS!.themeId), evidenceId, {}, jana());
    await hear(recorded('ThemeMerged', { themeId: HANDS!.themeId, intoThemeId: ARMS!.themeId }));
    expect(await of(ARMS)).toEqual({ reach: 1, said: [WISH.text] });
    await link(32, ARMS!, 'CONTRADICTS');
    await hear(recorded('ThemeParted', { themeId: HANDS!.themeId }));
    expect(await one(HANDS!)).toMatchObject({ reach: 0, evidence: [] });
  });

  it('is the last one, under whichever of the themes', async () => {
    await link(31, LEGS!, 'CONTRADICTS');
    await innovation.catchUp(heard);
    expect(await one(LEGS!)).toMatchObject({ reach: 0, evidence: [{ stance: 'CONTRADICTS' }] });
  });
});

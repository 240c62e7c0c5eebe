import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { eventually, testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { ItemInterpreted } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { Pool } from 'pg';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { jana, openInnovation, type TestInnovation } from '../fixture/innovation.js';
import { linkEvidenceWhenInterpreted } from '../evidence/link-evidence-when-interpreted.reaction.js';
import { ListOpportunities } from './list-opportunities.route.js';
import { neededThemes } from './needed-themes.js';
import { openNeeded, openSomeNeeded } from './open-needed.worker.js';

const WISH = signal('REQUEST', 0, 'Bitte einen leiseren Lüfter einbauen');
const [FANS, NOISE, TRAYS] = [1, 2, 3].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 })) as [
  ItemInterpreted['themes'][0],
  ItemInterpreted['themes'][0],
  ItemInterpreted['themes'][0],
];

let postgres: TestPostgres;
let innovation: TestInnovation;
let heard: RecordedEvent[];

beforeEach(async () => {
  postgres = await testPostgres();
  innovation = await openInnovation(postgres.url);
  heard = [];
  for (const { themeId, theme } of [FANS, NOISE, TRAYS])
    await hear(recorded('ThemeDescribed', { themeId, name: theme, description: '', examples: [] }));
});
afterEach(async () => {
  await innovation?.close();
  await postgres?.stop();
});

/** Evidence is linked, and the views know of all of it. */
async function learn(...events: RecordedEvent[]): Promise<void> {
  const { service } = innovation;
  for (const event of events.filter(({ type }) => type === 'ItemInterpreted'))
    for (const { decider, streamId, command } of linkEvidenceWhenInterpreted.react(event) as Handling[])
      await service.events.handle(service.contextOf(jana()), decider, streamId, command);
  heard = [...heard, ...events];
  await innovation.catchUp(heard);
}
/** And it is looked what is needed. */
async function hear(...events: RecordedEvent[]): Promise<void> {
  await learn(...events);
  await openSomeNeeded(innovation.service);
  await innovation.catchUp(heard);
}
/** The item of that number is read; it was said by the customer of that number where none is given. */
const reading = (n: number, theme: ItemInterpreted['themes'][0] | null, customer = n): RecordedEvent =>
  recorded(
    'ItemInterpreted',
    interpreted([WISH], { itemId: uuid(100 + n), customerId: uuid(200 + customer), themes: theme ? [theme] : [] }),
  );
const read = (...about: Parameters<typeof reading>) => hear(reading(...about));
const merge = (one: typeof FANS, into: typeof FANS) =>
  hear(recorded('ThemeMerged', { themeId: one.themeId, intoThemeId: into.themeId }));
const unmerge = ({ themeId }: typeof FANS) => hear(recorded('ThemeParted', { themeId }));
const opened = async () =>
  (await new ListOpportunities(innovation.service).list({}, jana())).data.map(({ title, reach }) => [title, reach]);

describe('evidence of a misinterpretation that was corrected', () => {
  it('opens nothing, and no longer counts', async () => {
    await read(1, FANS);
    await read(2, FANS);
    for (const n of [1, 2]) await read(n, TRAYS);
    await read(3, FANS);
    expect(await opened()).toEqual([]);
    await read(4, FANS);
    await read(5, FANS);
    expect(await opened()).toEqual([['theme 1', 3]]);
  });

  it('does not count when interpretation and correction arrive together', async () => {
    for (const n of [1, 2]) await read(n, FANS);
    for (const n of [1, 2]) await read(n, TRAYS);
    await hear(...[3, 4, 5, 6].map(n => reading(n, FANS)));
    expect(await opened()).toEqual([['theme 1', 4]]);
    const opening = (await innovation.service.events.readLog(0n, 100)).find(({ type }) => type === 'OpportunityOpened');
    expect((opening!.data as { itemIds: string[] }).itemIds).toHaveLength(3);
  });

  it('opens the opportunity once it is corrected back', async () => {
    await read(1, FANS);
    await read(1, null);
    for (const n of [2, 3]) await read(n, FANS);
    expect(await opened()).toEqual([]);
    await read(1, FANS);
    expect(await opened()).toEqual([['theme 1', 3]]);
  });

  it('leaves the customer counted who also says it in another item', async () => {
    await read(1, FANS);
    await read(9, FANS, 1);
    await read(2, FANS);
    await read(1, null);
    await read(3, FANS);
    expect(await opened()).toEqual([['theme 1', 3]]);
  });

  it('does not count either where its item was withdrawn', async () => {
    for (const n of [1, 2]) await read(n, FANS);
    await hear(recorded('KnowledgeItemWithdrawn', { itemId: uuid(101), customerId: uuid(201) }));
    await read(3, FANS);
    expect(await opened()).toEqual([]);
  });
});

describe('themes that are merged', () => {
  it('open an opportunity together', async () => {
    for (const n of [1, 2]) await read(n, FANS);
    for (const n of [3, 4]) await read(n, NOISE);
    await merge(FANS, NOISE);
    expect(await opened()).toEqual([['theme 2', 4]]);
    await hear(heard.at(-1)!);
    expect(await opened()).toHaveLength(1);
  });

  it('open none where they were parted before there were enough', async () => {
    await read(1, FANS);
    await read(2, NOISE);
    await merge(FANS, NOISE);
    await unmerge(FANS);
    await read(3, NOISE);
    expect(await opened()).toEqual([]);
    await read(4, NOISE);
    expect(await opened()).toEqual([['theme 2', 3]]);
  });

  it('count interpretations with the old theme that arrive after the merger', async () => {
    for (const n of [1, 2]) await read(n, NOISE);
    await merge(FANS, NOISE);
    await read(3, FANS);
    expect(await opened()).toEqual([['theme 2', 3]]);
  });

  it('keep the opportunity that one of them had', async () => {
    for (const n of [1, 2, 3]) await read(n, FANS);
    await read(4, NOISE);
    await merge(FANS, NOISE);
    expect(await opened()).toEqual([['theme 1', 4]]);
    for (const n of [5, 6]) await read(n, NOISE);
    expect(await opened()).toEqual([['theme 1', 6]]);
  });

  it('have an opportunity each, once they are parted and enough customers need both', async () => {
    for (const n of [1, 2, 3]) await read(n, FANS);
    await merge(FANS, NOISE);
    for (const n of [4, 5, 6]) await read(n, NOISE);
    await unmerge(FANS);
    expect((await opened()).sort()).toEqual([
      ['theme 1', 3],
      ['theme 2', 3],
    ]);
  });

  it('open an opportunity even where a theme is described only after another was merged into it', async () => {
    const [themeId, late] = [uuid(4), 'theme 4'];
    for (const n of [1, 2]) await read(n, FANS);
    await hear(recorded('ThemeMerged', { themeId: FANS.themeId, intoThemeId: themeId }));
    await read(3, { ...FANS, themeId, theme: late });
    expect(await opened()).toEqual([]);
    await hear(recorded('ThemeDescribed', { themeId, name: late, description: '', examples: [] }));
    expect(await opened()).toEqual([[late, 3]]);
  });
});

it('of themes that have an opportunity, only those are looked at that were merged into others', async () => {
  const readThemes = () =>
    innovation.service.transaction(async client => {
      const asked = jest.spyOn(client, 'query');
      await neededThemes(client);
      const { rows } = (await asked.mock.results[0]!.value) as { rows: { name: string }[] };
      asked.mockRestore();
      return rows.map(({ name }) => name);
    });
  for (const n of [1, 2, 3]) await read(n, FANS);
  expect(await readThemes()).toEqual(['theme 2', 'theme 3']);
  await merge(TRAYS, FANS);
  expect(await readThemes()).toEqual(['theme 2', 'theme 3']);
  await unmerge(TRAYS);
  await merge(FANS, TRAYS);
  expect(await readThemes()).toEqual(['theme 1', 'theme 2', 'theme 3']);
  await read(4, TRAYS);
  expect(await opened()).toEqual([['theme 1', 4]]);
});

it('needed themes are looked for when a view has advanced, and when something was redriven', async () => {
  const admin = new Pool({ connectionString: postgres.url, max: 1 });
  const worker = openNeeded(innovation.service);
  const isOpened = async (themes: number): Promise<void> => {
    await innovation.catchUp(heard);
    expect(await opened()).toHaveLength(themes);
  };
  try {
    await pause(800); // it has looked, and found nothing
    await learn(...[1, 2, 3].map(n => reading(n, FANS)));
    await admin.query(
      `INSERT INTO innovation.checkpoint (slice, topic, partition, transport, next_offset) VALUES ('any', 'log', 0, 'log', 7)`,
    );
    await eventually(() => isOpened(1));
    await learn(...[4, 5, 6].map(n => reading(n, TRAYS)));
    await admin.query('UPDATE innovation.checkpoint SET moved_at = clock_timestamp()');
    await eventually(() => isOpened(2));
  } finally {
    await worker.stop();
    await admin.end();
  }
});

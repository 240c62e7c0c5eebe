import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { EventName, ItemInterpreted } from '@ckm/contracts';
import type { RecordedEvent } from '@ckm/event-sourcing';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { jana, openInnovation, type TestInnovation } from '../fixture/innovation.js';
import { innovation as definition } from '../innovation.module.js';
import { ListOpportunities } from './list-opportunities.route.js';

const WISH = signal('REQUEST', 0, 'Bitte einen leiseren Lüfter einbauen');
const OWN: EventName[] = ['DemandNoted', 'EvidenceLinked', 'OpportunityOpened'];
const [FANS, NOISE, TRAYS] = [1, 2, 3].map(n => ({ themeId: uuid(n), theme: `theme ${n}`, confidence: 0.9 })) as [
  ItemInterpreted['themes'][0],
  ItemInterpreted['themes'][0],
  ItemInterpreted['themes'][0],
];

let postgres: TestPostgres;
let innovation: TestInnovation;
let heard: RecordedEvent[];
let done: number;

beforeEach(async () => {
  postgres = await testPostgres();
  innovation = await openInnovation(postgres.url);
  [heard, done] = [[], 0];
  for (const { themeId, theme } of [FANS, NOISE, TRAYS])
    await hear(recorded('ThemeDescribed', { themeId, name: theme, description: '', examples: [] }));
});
afterEach(async () => {
  await innovation?.close();
  await postgres?.stop();
});

const react = async (event: RecordedEvent): Promise<void> => {
  const { service } = innovation;
  for (const reaction of definition.reactions(service))
    if (reaction.on === event.type)
      for (const { decider, streamId, command } of await reaction.react(event))
        await service.events.handle(service.contextOf(jana()), decider, streamId, command);
};
/** As on the road: the views know of an event with what the reactions make of it, and those hear of their own events twice. */
async function hear(event: RecordedEvent): Promise<void> {
  await react(event);
  heard = [...heard, event];
  await innovation.catchUp(heard);
  for (let own = await ownEvents(); own.length > done; own = await ownEvents()) {
    const next = own[done++]!;
    for (let time = 1; time <= 2; time += 1) await react(next);
    await innovation.catchUp(heard);
  }
}
const ownEvents = async (): Promise<RecordedEvent[]> =>
  ((await innovation.service.events.readLog(0n, 1_000)) as unknown as RecordedEvent[]).filter(({ type }) =>
    OWN.includes(type),
  );
/** The item of that number is read; it was said by the customer of that number where none is given. */
const read = (n: number, theme: ItemInterpreted['themes'][0] | null, customer = n) =>
  hear(
    recorded(
      'ItemInterpreted',
      interpreted([WISH], { itemId: uuid(100 + n), customerId: uuid(200 + customer), themes: theme ? [theme] : [] }),
    ),
  );
const merge = (one: typeof FANS, into: typeof FANS) =>
  hear(recorded('ThemeMerged', { themeId: one.themeId, intoThemeId: into.themeId }));
const unmerge = ({ themeId }: typeof FANS) => hear(recorded('ThemeParted', { themeId }));
const opened = async () =>
  (await new ListOpportunities(innovation.service).list({}, jana())).data.map(({ title, reach }) => [title, reach]);

describe('what was misread and corrected', () => {
  it('opens nothing, and counts no more', async () => {
    await read(1, FANS);
    await read(2, FANS);
    for (const n of [1, 2]) await read(n, TRAYS);
    await read(3, FANS);
    expect(await opened()).toEqual([]);
    await read(4, FANS);
    await read(5, FANS);
    expect(await opened()).toEqual([['theme 1', 3]]);
  });

  it('leaves a customer who says it elsewhere, too', async () => {
    await read(1, FANS);
    await read(9, FANS, 1);
    await read(2, FANS);
    await read(1, null);
    await read(3, FANS);
    expect(await opened()).toEqual([['theme 1', 3]]);
  });

  it('is so, too, where it was withdrawn', async () => {
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

  it('count what was read before they were merged and is heard of later', async () => {
    for (const n of [1, 2]) await read(n, NOISE);
    await merge(FANS, NOISE);
    await read(3, FANS);
    expect(await opened()).toEqual([['theme 2', 3]]);
  });

  it('have one opportunity where one of them had it', async () => {
    for (const n of [1, 2, 3]) await read(n, FANS);
    await read(4, NOISE);
    await merge(FANS, NOISE);
    expect(await opened()).toEqual([['theme 2', 4]].map(() => ['theme 1', 4]));
  });
});

import { testPostgres, type TestPostgres } from '@ckm/backing-services';
import type { ItemInterpreted, Signal } from '@ckm/contracts';
import type { Handling, RecordedEvent } from '@ckm/event-sourcing';
import { LinkEvidences } from '../evidence/link-evidence.command.js';
import { linkEvidenceWhenInterpreted } from '../evidence/link-evidence-when-interpreted.reaction.js';
import { opportunityIdOf } from '../evidence/need.js';
import { interpreted, recorded, signal, uuid } from '../fixture/events.js';
import { jana, openInnovation, type TestInnovation } from '../fixture/innovation.js';
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
  for (const { themeId, theme } of [FANS!, NOISE!]) {
    const opportunityId = idOf(themeId);
    const opened = { opportunityId, themeId, title: theme, itemIds: [uuid(1)] };
    await innovation.service.events.handle(context(), openOpportunity, opportunityId, opened);
  }
});
afterAll(async () => {
  await innovation?.close();
  await postgres?.stop();
});

const idOf = (themeId: string): string => opportunityIdOf('demo', { themeId });
const context = () => innovation.service.contextOf(jana());
/** The item of that number, said by the customer of that number; what it speaks for is linked. */
async function read(n: number, signals: Signal[], more: Partial<ItemInterpreted> = {}): Promise<void> {
  const data = interpreted(signals, { itemId: uuid(n), customerId: uuid(n), ...more });
  const event = recorded('ItemInterpreted', data);
  heard = [...heard, event];
  for (const { decider, streamId, command } of linkEvidenceWhenInterpreted.react(event) as Handling[])
    await innovation.service.events.handle(context(), decider, streamId, command);
  await innovation.catchUp(heard);
}
const of = async ({ themeId }: { themeId: string } = FANS!) => {
  const { data } = await new OpportunityRoute(innovation.service).get(idOf(themeId), jana());
  const { reach, evidence } = data as { reach: number; evidence: { itemId: string; words: string }[] };
  return { reach, said: evidence.map(({ words }) => words).sort() };
};

describe('evidence of an item that is read again', () => {
  it('goes with its theme to where that belongs now', async () => {
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

  it('goes where there is no such need after all', async () => {
    await read(11, [{ ...TROUBLE, type: 'PRAISE' }], { themes: [FANS!], version: '4' });
    expect(await of()).toEqual({ reach: 1, said: [WISH.text] });
  });

  it('stays where somebody linked it by hand, whatever is read later', async () => {
    const route = new LinkEvidences(innovation.service);
    await route.link(idOf(FANS!.themeId), { itemId: uuid(10) }, jana());
    await read(10, [WISH], { themes: [], version: '2' });
    expect(await of()).toEqual({ reach: 1, said: [WISH.text] });
  });
});

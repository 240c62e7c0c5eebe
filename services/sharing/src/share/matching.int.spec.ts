import { eventually } from '@ckm/backing-services';
import type { View } from '@ckm/event-sourcing';
import { currentThemes } from '@ckm/service';
import { breakView } from '../fixture/break-view.js';
import { admin, serveBeforeAll, sharing, tenant } from '../fixture/one-process.js';
import { sharedWith, subscribe, tell } from '../fixture/subscribing.js';
import type { SubscriptionCommand } from '../subscription/subscription.decider.js';
import { subscriptions } from '../subscription/subscriptions.view.js';
import { terms } from '../subscription/terms.view.js';
import { announcements } from './announcements.view.js';
import { shareWhatMatches } from './share-what-matches.worker.js';

const KRAUSE = 'b3f6a1d8-2e4c-5d7b-9a60-8c1f5e2d7b49';
const TONER = '2c7f0a1e-93d4-5b68-8e07-41d9c6b25f3a';
const INK = '7a1d4c3b-08f2-5e96-b1a7-5d2e9f60c841';
const saying = {
  customerId: KRAUSE,
  text: 'Die neue Patrone wird vom Drucker nicht erkannt.',
  themes: [{ themeId: INK, theme: 'Tinte', confidence: 0.9 }],
};

serveBeforeAll({ workers: [shareWhatMatches] });

const open = (of = tenant) => subscribe(sharing.service, of);
const said = (nth: string, of = tenant) => sharing.others.say(of, nth, saying);
const gets = (subscription: string, items: string[]) =>
  eventually(async () => expect(await sharedWith(sharing.service, subscription)).toEqual(items));
const parked = () => eventually(async () => expect((await admin.query('SELECT FROM sharing.parked')).rowCount).toBe(1));
const breaks = (view: View, rows: string) => breakView(admin, { view, tenant, rows });

/** What was announced before this can have been shared. */
async function another(announced: string): Promise<void> {
  await eventually(async () => {
    const log = await sharing.service.events.readLog(0n, 10_000);
    expect(log).toContainEqual(
      expect.objectContaining({
        type: 'KnowledgeAnnounced',
        data: expect.objectContaining({ itemId: announced }) as object,
      }),
    );
  });
  const witness = await open('another');
  await gets(witness, [await said(announced, 'another')]);
}

describe('a parked message of a view that matching reads', () => {
  it('holds up the subscriptions of its tenant, and an announcement is shared when it is redriven', async () => {
    const asks = await open();
    const first = await said('first');
    await gets(asks, [first]);
    const mend = await breaks(announcements, `item_id <> '${first}'`);
    const second = await said('second');
    await parked();
    await mend();
    const third = await said('third');
    await another(third);
    expect(await sharedWith(sharing.service, asks)).toEqual([first]);
    await sharing.redrive(tenant);
    await gets(asks, [first, second, third]);
  });

  it.each<[string, object, [view: View, rows: string]]>([
    ['pause', { type: 'PauseSubscription', reason: null }, [subscriptions, `state = 'paused'`]],
    [
      'change',
      { type: 'ChangeSubscription', change: { query: { language: 'zh' } }, trusted: false },
      [terms, `language = 'zh'`],
    ],
  ])('holds up the subscriptions of its tenant until a %s that came before is known', async (_, command, broken) => {
    const [asks, witness] = [await open(), await open()];
    const mend = await breaks(...broken);
    await tell(sharing.service, tenant, { ...command, subscriptionId: asks } as SubscriptionCommand);
    await parked();
    await mend();
    const item = await said('one');
    await another(item);
    await sharing.redrive(tenant);
    await gets(witness, [item]);
    expect(await sharedWith(sharing.service, asks)).toEqual([]);
  });
  it('holds up the subscriptions of its tenant until a merger of themes is known', async () => {
    const asks = await subscribe(sharing.service, tenant, { query: { theme: TONER } });
    const mend = await breaks(currentThemes, 'merged_into IS NOT NULL');
    await sharing.others.merge(tenant, INK, TONER);
    await parked();
    await mend();
    const item = await said('one');
    await another(item);
    expect(await sharedWith(sharing.service, asks)).toEqual([]);
    await sharing.redrive(tenant);
    await gets(asks, [item]);
  });
});

import { eventually } from '@ckm/backing-services';
import type { Principal } from '@ckm/http';
import { itemIdOf } from '@ckm/privacy';
import { serveBeforeAll, sharing } from '../fixture/one-process.js';
import { JourneyRoute } from './journey.view.js';

const CUSTOMER = '0a52b1d6-2222-5222-8222-000000000001';

serveBeforeAll();

const journeyOf = async (itemId: string, tenantId = 'acme'): Promise<string[]> => {
  const { data } = await new JourneyRoute(sharing.service).get(itemId, { tenantId } as Principal);
  return data.map(({ type }) => type);
};

it('the journey of an item that is not there, or is of another tenant, is refused', async () => {
  const itemId = itemIdOf('acme', 'test', 'a');
  await expect(journeyOf(itemId)).rejects.toMatchObject({ slug: 'item-not-found' });
  await sharing.others.capture('acme', 'a', { customerId: CUSTOMER, text: 'The tray is stuck.' });
  await eventually(async () => expect(await journeyOf(itemId)).toEqual(['KnowledgeItemCaptured']));
  await expect(journeyOf(itemId, 'globex')).rejects.toMatchObject({ slug: 'item-not-found' });
});

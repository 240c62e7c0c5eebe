import { eventually } from '@ckm/backing-services';
import { structuredRequest } from './customer-events.js';
import { forget, type Installation, startInstallation } from './installation.js';
import { tokenOf } from './tokens.js';

const HOUR = 3_600_000;
const WISH = 'Please add a quiet mode for the night.';
const PRAISE = 'The new tray is great.';

interface Repeat {
  itemId: string;
  similarity: number;
}

describe('What customers say again', () => {
  let ckm: Installation;
  let globex: string;
  let themeId = '';
  const items: Record<string, string> = {};

  const command = <T>(path: string, body: object = {}) =>
    ckm.post<{ data: T }>(path, { type: 'application/json', body: JSON.stringify(body) });
  const say = async (customerId: string, text: string, hoursAgo: number): Promise<void> => {
    const time = new Date(Date.now() - hoursAgo * HOUR).toISOString();
    const event = { id: `r-${customerId}`, source: '/calls', type: 'call.noted', time, data: { customerId, text } };
    const { body } = await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(event));
    items[customerId] = body.data.itemId;
  };
  const describeTheme = async (name: string, text: string): Promise<string> => {
    const theme = { name, examples: [{ language: 'en', text }] };
    return (await command<{ themeId: string }>('/v1/themes', theme)).body.data.themeId;
  };
  const repeats = async (customerId: string): Promise<string[]> =>
    (await ckm.data<Repeat[]>(`/v1/items/${items[customerId]}/duplicates`)).map(({ itemId }) =>
      Object.keys(items).find(customer => items[customer] === itemId)!,
    );
  const emerging = (token?: string) => ckm.data<object[]>('/v1/themes/emerging', token);

  beforeAll(async () => {
    ckm = await startInstallation();
    globex = tokenOf(ckm.home, { tenant: 'globex', role: 'reader' });
    themeId = await describeTheme('Quiet mode', WISH);
    await describeTheme('Tray', PRAISE);
    await eventually(async () => expect(await ckm.data('/v1/themes')).toHaveLength(2));
    await say('long-ago', PRAISE, 20 * 24);
    for (const customer of ['one', 'two', 'three']) await say(customer, WISH, 12);
    await say('shouts', `Hello, ${WISH.toUpperCase()}!!`, 11);
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('is told of an item, oldest first', async () => {
    await eventually(async () => expect(await repeats('one')).toEqual(['two', 'three', 'shouts']));
    expect(await repeats('shouts')).toEqual(['one', 'two', 'three']);
    expect(await repeats('long-ago')).toEqual([]);
  });

  it('is told of the theme that comes up', () =>
    eventually(async () =>
      expect(await emerging()).toMatchObject([{ themeId, theme: 'Quiet mode', base: 0, observed: 4, customers: 4 }]),
    ));

  it('is told to no other tenant', async () => {
    expect(await emerging(globex)).toEqual([]);
    expect(await ckm.get(`/v1/items/${items.one}/duplicates`, globex)).toMatchObject({
      ...{ status: 404, body: { code: 'item-not-found' } },
    });
  });

  it('is not told of what was withdrawn', async () => {
    await command(`/v1/items/${items.two}/withdrawal`);
    await eventually(async () => {
      expect(await repeats('one')).toEqual(['three', 'shouts']);
      expect(await repeats('two')).toEqual([]);
      expect(await emerging()).toEqual([]);
    });
  });
});

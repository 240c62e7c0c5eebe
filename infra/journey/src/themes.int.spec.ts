import { eventually } from '@ckm/backing-services';
import { type CustomerEvent, structuredRequest } from './customer-events.js';
import { type Answer, forget, type Installation, startInstallation } from './installation.js';

const QUIET = {
  name: 'Quiet mode',
  examples: [
    { language: 'en', text: 'Please add a quiet mode for the night.' },
    { language: 'de', text: 'Der Lüfter ist viel zu laut.' },
  ],
};
const SILENT = { name: 'Whisper', examples: [{ language: 'zh', text: '希望打印的时候没有声音。' }] };
const WISH = 'We work at night. Please add a quiet mode for the night.';
const CHINESE = '请改一下吧，希望打印的时候没有声音。';

const saying = (customerId: string, text: string): CustomerEvent => ({
  ...{ id: `says-${customerId}`, source: '/visits', type: 'visit.noted', time: '2026-11-20T09:12:00Z' },
  data: { customerId, text },
});

interface Theme {
  themeId: string;
  name: string;
  examples: { language: string; text: string }[];
  merged: { name: string }[];
}
interface Row {
  itemId: string;
  themes: { themeId: string; theme: string }[];
}
interface Opportunity {
  opportunityId: string;
  theme: string;
  reach: number;
}

describe('A theme', () => {
  let ckm: Installation;
  const items: Record<string, string> = {};
  const ids: Record<string, string> = {};

  const command = <T>(path: string, body: object = {}): Promise<Answer<{ data: T; code: string }>> =>
    ckm.post(path, { type: 'application/json', body: JSON.stringify(body) });
  const tell = (theme: string, verb: string, body: object = {}) =>
    command<{ themeId: string }>(`/v1/themes/${ids[theme]}/${verb}`, body);
  const take = async (customerId: string, text: string): Promise<void> => {
    const { body } = await ckm.post<{ data: { itemId: string } }>(
      '/v1/events',
      structuredRequest(saying(customerId, text)),
    );
    items[customerId] = body.data.itemId;
  };
  const themes = (): Promise<Theme[]> => ckm.data('/v1/themes');
  const reading = async (customerId: string): Promise<string[]> =>
    (await ckm.data<Row>(`/v1/interpretations/${items[customerId]}`)).themes.map(({ theme }) => theme);
  /** Of the items that are found under it, what they are shown with. */
  const feed = async (theme: string): Promise<Record<string, string[]>> =>
    Object.fromEntries(
      (await ckm.data<Row[]>(`/v1/feed?theme=${ids[theme]}`)).map(row => [
        Object.keys(items).find(customer => items[customer] === row.itemId)!,
        row.themes.map(one => one.theme),
      ]),
    );
  const opportunities = async (theme: string): Promise<[theme: string, reach: number][]> =>
    (await ckm.data<Opportunity[]>(`/v1/opportunities?theme=${ids[theme]}`)).map(one => [one.theme, one.reach]);
  const sameFor = (shown: string[], ...customers: string[]) =>
    Object.fromEntries(customers.map(customer => [customer, shown]));

  beforeAll(async () => {
    ckm = await startInstallation();
    for (const theme of [QUIET, SILENT])
      ids[theme.name] = (await command<{ themeId: string }>('/v1/themes', theme)).body.data.themeId;
    await eventually(async () => expect(await themes()).toHaveLength(2));
    for (const customer of ['q-1', 'q-2', 'q-3']) await take(customer, WISH);
    for (const customer of ['s-1', 's-2']) await take(customer, CHINESE);
    await eventually(async () => {
      expect(await feed('Quiet mode')).toEqual(sameFor(['Quiet mode'], 'q-1', 'q-2', 'q-3'));
      expect(await feed('Whisper')).toEqual(sameFor(['Whisper'], 's-1', 's-2'));
      expect(await opportunities('Quiet mode')).toEqual([['Quiet mode', 3]]);
    });
  });

  afterAll(async () => {
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  it('is called otherwise wherever it is shown, and is what it was when it is renamed back', async () => {
    expect(await tell('Quiet mode', 'rename', { name: 'wHISPER' })).toMatchObject({
      ...{ status: 409, body: { code: 'theme-name-taken' } },
    });
    for (const name of ['Noise', 'Quiet mode']) {
      expect(await tell('Quiet mode', 'rename', { name })).toMatchObject({ status: 202 });
      await eventually(async () => {
        expect((await themes()).map(theme => theme.name)).toContain(name);
        expect(await reading('q-1')).toEqual([name]);
        expect(await feed('Quiet mode')).toEqual(sameFor([name], 'q-1', 'q-2', 'q-3'));
        expect(await opportunities('Quiet mode')).toEqual([[name, 3]]);
      });
      // Its name leads to it, whatever it was called first.
      const { body } = await command<{ themeId: string }>('/v1/themes', { ...QUIET, name });
      expect(body.data.themeId).toBe(ids['Quiet mode']);
    }
  });

  it('is described anew under its id, and never by its name', async () => {
    const anew = { description: '', examples: [] };
    const named = await command<object>('/v1/themes', { ...anew, name: 'quiet MODE' });
    expect(named).toMatchObject({ status: 409, body: { code: 'theme-name-taken' } });
    for (const described of [anew, { examples: QUIET.examples }]) {
      expect((await tell('Quiet mode', 'describe', described)).status).toBe(202);
      await eventually(async () => expect(await themes()).toMatchObject([{ ...described, name: 'Quiet mode' }, {}]));
    }
  });

  it('that is merged into another is shown as that one, without anything being read again', async () => {
    const before = await themes();
    expect(await tell('Whisper', 'merge', { into: ids['Quiet mode'] })).toMatchObject({ status: 202 });
    const all = sameFor(['Quiet mode'], 'q-1', 'q-2', 'q-3', 's-1', 's-2');
    await eventually(async () => {
      expect([await feed('Quiet mode'), await feed('Whisper')]).toEqual([all, all]);
      expect(await opportunities('Whisper')).toEqual([['Quiet mode', 5]]);
      expect(await reading('s-1')).toEqual(['Quiet mode']);
      expect(await themes()).toMatchObject([
        { name: 'Quiet mode', examples: [...QUIET.examples, ...SILENT.examples], merged: [{ name: 'Whisper' }] },
      ]);
    });
    await take('s-3', CHINESE);
    await eventually(async () =>
      expect(await feed('Quiet mode')).toEqual({ ...all, ...sameFor(['Quiet mode'], 's-3') }),
    );
    expect(await tell('Quiet mode', 'merge', { into: ids['Whisper'] })).toMatchObject({
      ...{ status: 409, body: { code: 'theme-merge-circular' } },
    });
    const correction = { themes: [ids['Whisper']] };
    expect(await command(`/v1/interpretations/${items['q-1']}/corrections`, correction)).toMatchObject({
      ...{ status: 422, body: { code: 'theme-unknown' } },
    });
    expect(await tell('Whisper', 'unmerge')).toMatchObject({ status: 202 });
    await eventually(async () => {
      expect(await themes()).toEqual(before);
      expect(await feed('Whisper')).toEqual(sameFor(['Whisper'], 's-1', 's-2'));
      expect(await feed('Quiet mode')).toEqual(sameFor(['Quiet mode'], 'q-1', 'q-2', 'q-3', 's-3'));
      expect(await opportunities('Quiet mode')).toEqual([['Quiet mode', 4]]);
    });
  });

  it('is split: what goes along is a theme of its own, until it is merged back', async () => {
    const [en, de] = QUIET.examples;
    const split = { name: 'Loud fan', examples: [de], items: [items['q-3']] };
    expect(await tell('Quiet mode', 'split', { ...split, items: [items['s-1']] })).toMatchObject({
      ...{ status: 409, body: { code: 'item-elsewhere' } },
    });
    const { status, body } = await tell('Quiet mode', 'split', split);
    expect(status).toBe(202);
    ids['Loud fan'] = body.data.themeId;
    expect((await tell('Quiet mode', 'split', split)).body.data).toEqual(body.data);
    await eventually(async () => {
      expect(await themes()).toMatchObject([
        { name: 'Loud fan', examples: [de] },
        { name: 'Quiet mode', examples: [en] },
        { name: 'Whisper' },
      ]);
      expect(await feed('Loud fan')).toEqual(sameFor(['Loud fan'], 'q-3'));
      expect(await feed('Quiet mode')).toEqual(sameFor(['Quiet mode'], 'q-1', 'q-2', 's-3'));
      expect(await opportunities('Quiet mode')).toEqual([['Quiet mode', 3]]);
      const journey = await ckm.data<{ type: string }[]>(`/v1/items/${items['q-3']}/journey`);
      expect(journey.map(({ type }) => type)).toEqual(
        expect.arrayContaining(['ThemeSplit', 'InterpretationCorrected']),
      );
    });
    await tell('Loud fan', 'merge', { into: ids['Quiet mode'] });
    await eventually(async () => {
      expect(await feed('Quiet mode')).toEqual(sameFor(['Quiet mode'], 'q-1', 'q-2', 'q-3', 's-3'));
      expect(await opportunities('Quiet mode')).toEqual([['Quiet mode', 4]]);
      expect(await themes()).toMatchObject([{ name: 'Quiet mode', examples: [en, de] }, { name: 'Whisper' }]);
    });
  });

  it.each<[string, object, number, string]>([
    ['rename', { name: 'Nothing' }, 404, 'theme-not-found'],
    ['merge', { into: '00000000-0000-4000-8000-000000000000' }, 422, 'theme-unknown'],
    ['unmerge', {}, 404, 'theme-not-found'],
    ['describe', {}, 404, 'theme-not-found'],
    ['split', { name: 'Nothing', examples: QUIET.examples }, 404, 'theme-not-found'],
    ['split', { name: 'Nothing' }, 400, 'body-invalid'],
  ])('that is not there is refused: %s %j', async (verb, body, status, code) => {
    const answer = await command(`/v1/themes/00000000-0000-4000-8000-000000000000/${verb}`, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});

describe('What people say of their customers is heeded from then on:', () => {
  let ckm: Installation;
  beforeAll(async () => (ckm = await startInstallation()));
  afterAll(async () => {
    await ckm.stop();
    forget(ckm.home);
  });

  const say = async (path: string, body: object): Promise<unknown> =>
    (await ckm.post<{ data: unknown }>(path, { type: 'application/json', body: JSON.stringify(body) })).body.data;
  const take = async (customer: string, text: string): Promise<string> =>
    (await ckm.post<{ data: { itemId: string } }>('/v1/events', structuredRequest(saying(customer, text)))).body.data
      .itemId;
  const read = (itemId: string): Promise<{ language: string; signals: { type: string; text: string }[] }> =>
    ckm.data(`/v1/interpretations/${itemId}`);

  it('whom they compete with', async () => {
    const name = (...names: string[]): Promise<unknown> =>
      say('/v1/competitors', { competitors: names.map(name => ({ name })) });
    const mentions = async (itemId: string): Promise<string[]> =>
      (await read(itemId)).signals.filter(({ type }) => type === 'COMPETITOR_MENTION').map(({ text }) => text);
    expect(await name('Hansen', '北方打印')).toEqual({ competitors: 2 });
    await eventually(async () =>
      expect(await ckm.data('/v1/competitors')).toEqual([{ name: 'Hansen' }, { name: '北方打印' }]),
    );
    const german = await take('c-1', 'Der Drucker steht oft. Bei Hansen kostet die Wartung weniger.');
    const chinese = await take('c-2', '你们的维修太慢了，北方打印当天就来。');
    await eventually(async () => {
      expect(await mentions(german)).toEqual(['Bei Hansen kostet die Wartung weniger.']);
      expect(await mentions(chinese)).toEqual(['你们的维修太慢了，北方打印当天就来。']);
    });
    await name('北方打印');
    await eventually(async () => expect(await ckm.data('/v1/competitors')).toHaveLength(1));
    const later = await take('c-3', 'Bei Hansen kostet die Wartung weniger.');
    await eventually(async () => expect(await mentions(later)).toEqual([]));
  });

  it('which languages they write', async () => {
    expect(await ckm.data('/v1/languages')).toEqual(['en', 'de', 'zh']);
    expect(await say('/v1/languages', { languages: ['de', 'zh'] })).toEqual({ languages: 2 });
    await eventually(async () => expect(await ckm.data('/v1/languages')).toEqual(['de', 'zh']));
    const english = await take('c-4', 'The paper tray sticks whenever the room is damp.');
    const german = await take('c-5', 'Das Papierfach klemmt, sobald es im Raum feucht ist.');
    await eventually(async () => {
      expect((await read(english)).language).toBe('und');
      expect((await read(german)).language).toBe('de');
    });
  });
});

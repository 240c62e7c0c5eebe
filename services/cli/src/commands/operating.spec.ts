import { Stub } from '../fixture/stub.js';

const promise = (name: string, broken: object[] = []) => ({ name, holds: broken.length === 0, checked: 12, broken });

describe('ckm', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  describe('verify', () => {
    it('ends with 0 when every promise holds', async () => {
      const data = [{ service: 'capture', answers: true, promises: [promise('positions are gapless')] }];
      ckm.answer('GET /v1/ops/verify', { data });
      expect(await ckm.ckm('verify')).toMatchObject({ code: 0, said: ['capture', '  ✓ positions are gapless (12)'] });
      expect(await ckm.ckm('verify', '--json')).toMatchObject({ code: 0, json: data });
    });

    it('ends with 1 and names tenant, stream and position of what is broken', async () => {
      const broken = [
        { tenantId: 'acme', streamId: 's-1', position: 7, detail: 'not what was written' },
        { detail: 'x' },
      ];
      ckm.answer('GET /v1/ops/verify', {
        data: [{ service: 'capture', answers: true, promises: [promise('the chain fits', broken)] }],
      });
      const { code, said } = await ckm.ckm('verify');
      expect(code).toBe(1);
      expect(said.slice(1)).toEqual([
        '  ✗ the chain fits (12)',
        '      tenant acme: stream s-1: position 7: not what was written',
        '      x',
      ]);
    });

    it('leaves the comparison of the views out when it is to be quick', async () => {
      const promises = [promise('positions are gapless', [{ detail: 'x' }])];
      ckm.answer('GET /v1/ops/verify?views=false', { data: [{ service: 'capture', answers: true, promises }] });
      expect(await ckm.ckm('verify', '--quick', '--json')).toMatchObject({ code: 1, json: [{ promises }] });
    });

    it('shows another tenant what it may see', async () => {
      const promises = [{ name: 'nothing is parked', holds: false, broken: [{ detail: 'something of others' }] }];
      ckm.answer('GET /v1/ops/verify', { data: [{ service: 'capture', answers: true, promises }] });
      const { said } = await ckm.ckm('verify');
      expect(said).toEqual(['capture', '  ✗ nothing is parked', '      something of others']);
    });

    it('shows a promise that was not checked, which is not broken', async () => {
      const broken = [{ detail: 'not compared: not within 240 s' }];
      const promises = [promise('positions are gapless'), { ...promise('a view', broken), holds: null, checked: 0 }];
      ckm.answer('GET /v1/ops/verify', { data: [{ service: 'sharing', answers: true, promises }] });
      expect(await ckm.ckm('verify')).toMatchObject({
        code: 0,
        said: ['sharing', '  ✓ positions are gapless (12)', '  ? a view (0)', `      ${broken[0]!.detail}`],
      });
    });

    it('ends with 1 when a service does not answer, as its promises are unknown', async () => {
      ckm.answer('GET /v1/ops/verify', { data: [{ service: 'sharing', answers: false }] });
      expect(await ckm.ckm('verify')).toMatchObject({ code: 1, said: ['sharing', '  ✗ does not answer'] });
    });
  });

  describe('topics', () => {
    const channels = {
      items: { address: 'ckm.capture.knowledge-item.v1', messages: { A: {} }, bindings: { kafka: { partitions: 6 } } },
      upstream: { address: 'ckm.customer-events.v1', messages: { B: {}, C: {} } },
    };
    const teams = { address: 'ckm.team.{team}.v1', messages: { D: {} }, bindings: { kafka: { partitions: 6 } } };
    const consumer = { slice: 'item_feed_v1_1', topic: 'ckm.capture.knowledge-item.v1', head: 40, lagEvents: 3 };
    const lane = { topic: 'ckm.capture.knowledge-item.v1', lagEvents: 2, failure: null };

    it('shows messages, unsent events and the lag of consumers', async () => {
      ckm.answer('GET /v1/asyncapi.json', { channels });
      ckm.answer('GET /v1/subscriptions', { data: [], page: { next: null } });
      ckm.answer('GET /v1/ops/status', {
        data: [
          { service: 'capture', answers: true, lanes: [lane], consumers: [] },
          { service: 'sharing', answers: true, lanes: [], consumers: [consumer] },
        ],
      });
      const { code, json } = await ckm.ckm('topics', '--json');
      expect(code).toBe(0);
      expect(json).toEqual([
        {
          ...{ topic: lane.topic, partitions: 6, messageTypes: ['A'], messages: 40, unsent: 2, failure: null },
          readers: [{ service: 'sharing', slice: 'item_feed_v1_1', lag: 3 }],
        },
        {
          ...{ topic: 'ckm.customer-events.v1', partitions: null, messageTypes: ['B', 'C'], messages: null },
          ...{ unsent: null, failure: null, readers: [] },
        },
      ]);
      expect((await ckm.ckm('topics')).said[1]).toMatch(
        /^ckm.capture.knowledge-item.v1 +6 +40 +2 +sharing.item_feed_v1_1 3$/,
      );
    });

    it('shows each topic of a team once, and says what is not counted', async () => {
      ckm.answer('GET /v1/asyncapi.json', { channels: { teams } });
      ckm.answer('GET /v1/ops/status', { data: [{ service: 'sharing', answers: true, lanes: [], consumers: [] }] });
      const channels = [
        { kind: 'topic', team: 'print', url: null },
        { kind: 'feed', team: null, url: null },
        { kind: 'topic', team: 'field', url: null },
        { kind: 'topic', team: 'print', url: null },
      ];
      ckm.answer('GET /v1/subscriptions', { data: channels.map(channel => ({ channel })), page: { next: null } });
      const { said } = await ckm.ckm('topics');
      expect(said.slice(1)).toEqual([
        'ckm.team.field.v1  6           -         -',
        'ckm.team.print.v1  6           -         -',
      ]);
      expect((await ckm.ckm('topics', '--help')).said.join()).toContain('-  not counted');
    });

    it('ends with 3 and names a service that does not answer, after what the others tell', async () => {
      ckm.answer('GET /v1/asyncapi.json', { channels: { ...channels, teams } });
      ckm.answer('GET /v1/ops/status', {
        data: [
          { service: 'capture', answers: true, lanes: [lane], consumers: [] },
          { service: 'sharing', answers: false },
        ],
      });
      const { code, said, complained } = await ckm.ckm('topics');
      expect([code, said.length, complained]).toEqual([3, 3, 'sharing does not answer\n']);
      const topics = [{ topic: lane.topic, unsent: 2 }, { topic: 'ckm.customer-events.v1' }];
      expect((await ckm.ckm('topics', '--json')).json).toMatchObject({ data: topics, silent: ['sharing'] });
    });
  });

  describe('rebuild', () => {
    const feed = { name: 'sharing.item_feed', service: 'sharing', version: 1, since: '2026-11-25T09:00:00Z' };
    const building = (read: number) => ({ ...feed, build: 2, state: 'building', read, total: 200 });
    const live = (build: number) => ({ ...feed, build, state: 'live', read: 200, total: 200 });

    it('starts a build and waits, with a progress bar, until it is live', async () => {
      ckm.answer('POST /v1/ops/projections/sharing.item_feed/rebuild', { data: { ...feed, build: 2 } });
      ckm.answer(
        'GET /v1/ops/projections',
        { data: [live(1), building(50)] },
        { data: [live(1), building(150)] },
        { data: [live(2)] },
      );
      const { code, said, drawn } = await ckm.ckm('rebuild', 'sharing.item_feed');
      expect([code, said]).toEqual([0, ['sharing.item_feed is live: version 1, build 2']]);
      expect(drawn).toHaveLength(3);
      expect(drawn[0]).toMatch(/^\r█{8}░{24} {2}25 % {2}50 of 200/);
      expect(drawn[1]).toMatch(/^\r█{24}░{8} {2}75 % {2}150 of 200/);
      expect(drawn[2]).toBe('\n');
    });

    it('draws nothing into JSON', async () => {
      ckm.answer('POST /v1/ops/projections/sharing.item_feed/rebuild', { data: { ...feed, build: 2 } });
      ckm.answer('GET /v1/ops/projections', { data: [building(50)] }, { data: [live(2)] });
      expect(await ckm.ckm('rebuild', 'sharing.item_feed', '--json')).toMatchObject({ json: live(2), drawn: [] });
    });

    it('ends with 1 when one is being built already', async () => {
      const problem = { code: 'projection-building-already', detail: 'One is being built.' };
      ckm.refuse('POST /v1/ops/projections/sharing.item_feed/rebuild', 409, problem);
      expect(await ckm.ckm('rebuild', 'sharing.item_feed')).toMatchObject({ code: 1, said: [] });
    });

    it('waits for the service when it is being restarted, and for no other', async () => {
      ckm.answer('POST /v1/ops/projections/sharing.item_feed/rebuild', { data: { ...feed, build: 2 } });
      ckm.answer(
        'GET /v1/ops/projections',
        { data: [], silent: ['sharing'] },
        { data: [live(2)], silent: ['innovation'] },
      );
      const { code, said } = await ckm.ckm('rebuild', 'sharing.item_feed');
      expect([code, said]).toEqual([0, ['sharing.item_feed is live: version 1, build 2']]);
    });

    it('ends with 3 when that service stays silent, as the result of the build is unknown', async () => {
      ckm.answer('POST /v1/ops/projections/sharing.item_feed/rebuild', { data: { ...feed, build: 2 } });
      ckm.answer('GET /v1/ops/projections', { data: [building(50)] }, { data: [], silent: ['sharing'] });
      const { code, said, complained } = await ckm.ckm('rebuild', 'sharing.item_feed');
      expect([code, said, complained]).toEqual([3, [], 'sharing does not answer\n']);
    });

    it('lists projections when none is named', async () => {
      ckm.answer('GET /v1/ops/projections', { data: [live(1)], page: { next: null } });
      expect(await ckm.ckm('rebuild', '--json')).toMatchObject({ code: 0, json: [live(1)] });
    });

    it('lists what another tenant may see of them', async () => {
      const { name, version } = feed;
      ckm.answer('GET /v1/ops/projections', { data: [{ name, version, build: 1, state: 'live' }] });
      expect((await ckm.ckm('rebuild')).said[1]).toBe('sharing.item_feed  1        1      live');
    });
  });

  describe.each([
    [['parked'], '/v1/ops/parked'],
    [['quarantine'], '/v1/ops/quarantine'],
    [['rebuild'], '/v1/ops/projections'],
  ])('%s', (argv, route) => {
    it('ends with 3 and names a service that does not answer, on whatever page, after what the others list', async () => {
      ckm.answer(`GET ${route}`, { data: [{ id: 'capture.1' }], page: { next: 'more' }, silent: ['sharing'] });
      ckm.answer(`GET ${route}?cursor=more`, { data: [], page: { next: null }, silent: ['innovation'] });
      const { code, said, complained } = await ckm.ckm(...argv);
      expect([code, said.length]).toEqual([3, 2]);
      expect(complained).toBe('sharing does not answer\ninnovation does not answer\n');
      const json = { data: [{ id: 'capture.1' }], silent: ['sharing', 'innovation'] };
      expect(await ckm.ckm(...argv, '--json')).toMatchObject({ code: 3, json });
    });
  });

  describe('parked', () => {
    const row = {
      ...{ id: 'sharing.17', service: 'sharing', consumer: 'ckm.sharing.live', topic: 't', partition: 3, offset: 9 },
      ...{ type: 'ckm.ItemInterpreted.v1', subject: 's', cause: 'text is null', waits: false, parkedAt: '2026-11-25' },
    };

    it('lists every page', async () => {
      ckm.answer('GET /v1/ops/parked', { data: [row], page: { next: 'more' } });
      ckm.answer('GET /v1/ops/parked?cursor=more', { data: [{ ...row, id: 'sharing.18' }], page: { next: null } });
      const { code, json, said } = await ckm.ckm('parked', '--json');
      expect([code, (json as { id: string }[]).map(({ id }) => id)]).toEqual([0, ['sharing.17', 'sharing.18']]);
      expect(said).toHaveLength(1);
      expect((await ckm.ckm('parked')).said[1]).toBe(
        'sharing.17  t/3 9    ckm.ItemInterpreted.v1  2026-11-25  text is null',
      );
    });

    it.each([
      [{ redriven: 3, parked: 0, cause: null }, 0, '3 redriven, 0 parked'],
      [{ redriven: 1, parked: 2, cause: 'text is null' }, 1, '1 redriven, 2 parked: text is null'],
    ])('redrive tells what became of it: %j', async (data, code, line) => {
      ckm.answer('POST /v1/ops/parked/sharing.17/redrive', { data });
      expect(await ckm.ckm('parked', 'redrive', 'sharing.17')).toMatchObject({ code, said: [line] });
      expect(await ckm.ckm('parked', 'redrive', 'sharing.17', '--json')).toMatchObject({ code, json: data });
    });
  });

  describe('quarantine', () => {
    const row = {
      ...{ id: 'capture.1', service: 'capture', tenantId: 'demo', topic: 't', partition: 0, offset: 4 },
      ...{ code: 'event-invalid', detail: '/text is missing', receivedAt: '2026-11-25' },
      ...{ lapsesAt: '2026-12-25', lapsedAt: null },
    };
    const base64 = (text: string) => Buffer.from(text).toString('base64');

    it('lists what is there', async () => {
      ckm.answer('GET /v1/ops/quarantine', { data: [row] });
      expect((await ckm.ckm('quarantine')).said[1]).toBe(
        'capture.1  t/0 4   demo    2026-11-25  2026-12-25  event-invalid: /text is missing',
      );
    });

    it('show prints the record as it came', async () => {
      const record = { key: null, headers: { ce_type: base64('review.posted') }, value: base64('{"text": "打印机') };
      ckm.answer('GET /v1/ops/quarantine/capture.1', { data: { ...row, record } });
      expect((await ckm.ckm('quarantine', 'show', 'capture.1')).said).toEqual([
        't/0 4  event-invalid: /text is missing',
        'key: none',
        'ce_type: review.posted',
        '',
        '{"text": "打印机',
      ]);
    });

    it('escapes control characters on a terminal, and leaves them as they came in JSON', async () => {
      const foreign = { ...row, detail: 'ce_\u001b]0;mine\u0007 is unknown' };
      const record = { key: base64('\u009b2J'), headers: {}, value: base64('\tone\r\ntwo\u007f') };
      ckm.answer('GET /v1/ops/quarantine', { data: [foreign] });
      ckm.answer('GET /v1/ops/quarantine/capture.1', { data: { ...foreign, record } });
      expect((await ckm.ckm('quarantine')).said[1]).toMatch('ce_\\u001b]0;mine\\u0007 is unknown');
      expect((await ckm.ckm('quarantine', 'show', 'capture.1')).said).toEqual([
        't/0 4  event-invalid: ce_\\u001b]0;mine\\u0007 is unknown',
        'key: \\u009b2J',
        '',
        '\tone\\u000d\ntwo\\u007f',
      ]);
      expect(await ckm.ckm('quarantine', '--json')).toMatchObject({ json: [foreign] });
    });

    it.each([
      ['captured', 0],
      ['duplicate', 0],
      ['forgotten', 0],
      ['quarantined', 1],
    ])('redrive that comes to %s ends with %i', async (outcome, code) => {
      ckm.answer('POST /v1/ops/quarantine/capture.1/redrive', { data: { id: 'capture.1', outcome } });
      expect(await ckm.ckm('quarantine', 'redrive', 'capture.1')).toMatchObject({ code, said: [outcome] });
    });
  });
});

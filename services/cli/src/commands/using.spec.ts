import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { Stub } from '../fixture/stub.js';
import { openKeys } from '../secrets.js';
import { readSettings } from '../settings.js';

describe('ckm', () => {
  let ckm: Stub;

  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());

  const fileOf = (name: string, content: string): string => {
    const file = join(ckm.home, name);
    writeFileSync(file, content);
    return file;
  };
  const counts = {
    importId: 'i-1',
    failure: null,
    lines: 4,
    accepted: 4,
    duplicates: 0,
    refused: 0,
    quarantined: 0,
    forgotten: 0,
    report: [],
  };

  describe('import', () => {
    const csv =
      'customerId;text\nK-4711;"Der Einzug frisst Papier, ""jedes zweite Blatt"""\nK-4712;双面打印总是卡纸。\n';

    it('sends the file as it is and waits, with a progress bar, until it is imported', async () => {
      ckm.answer('POST /v1/imports?source=crm.csv&type=ticket.message', { data: { importId: 'i-1' } });
      ckm.answer(
        'GET /v1/imports/i-1',
        { data: { ...counts, state: 'running', lines: 1, bytes: 200, bytesRead: 50 } },
        { data: { ...counts, importId: 'i-1', state: 'finished' } },
      );
      const { code, said, drawn } = await ckm.ckm('import', fileOf('crm.csv', csv), '--type', 'ticket.message');
      expect([code, said]).toEqual([
        0,
        ['finished: 4 lines, 4 accepted, 0 known, 0 refused, 0 quarantined, 0 forgotten'],
      ]);
      expect(ckm.asked[0]).toMatchObject({ body: csv, headers: { 'content-type': 'text/csv' } });
      expect(ckm.asked[0]?.headers['transfer-encoding']).toBe('chunked');
      expect(drawn[0]).toContain('100 %  0.0 of 0.0 MB sent');
      expect(drawn[1]).toContain(' 25 %  1 lines');
    });

    it.each([
      ['a line was refused', { refused: 1, accepted: 3 }],
      ['a line lies in quarantine', { quarantined: 1, accepted: 3 }],
      ['it failed', { state: 'failed', failure: 'import-interrupted' }],
    ])('ends with 1 when %s, and names the lines', async (_, change) => {
      const report = [{ line: 3, code: 'event-invalid', detail: '/text is missing', pointer: '/text' }];
      ckm.answer('POST /v1/imports?source=crm', { data: { importId: 'i-1' } });
      ckm.answer('GET /v1/imports/i-1', { data: { ...counts, state: 'finished', report, ...change } });
      const { code, said } = await ckm.ckm('import', fileOf('crm.ndjson', '{}\n'), '--source', 'crm');
      expect([code, said[0]]).toEqual([1, 'line 3: event-invalid: /text is missing']);
      expect(ckm.asked[0]?.headers['content-type']).toBe('application/x-ndjson');
    });

    const away = { code: 'service-unavailable', detail: 'A service behind this route does not answer.' };

    it('waits for a service that is away, and for an import that goes on when it is back', async () => {
      ckm.answer('POST /v1/imports?source=crm.csv', { data: { importId: 'i-1' } });
      ckm.refuse('GET /v1/imports/i-1', 503, away, { data: { ...counts, state: 'finished' } });
      const { code, said } = await ckm.ckm('import', fileOf('crm.csv', csv));
      expect([code, said]).toEqual([0, [expect.stringMatching(/^finished: 4 lines/)]]);
    });

    it.each([
      [503, 3, 120, away],
      [401, 1, 1, { code: 'token-invalid', detail: 'The token is not valid.' }],
    ])('names the import when it gives up: after %d with %d, %d looks', async (status, exit, looks, problem) => {
      ckm.answer('POST /v1/imports?source=crm.csv', { data: { importId: 'i-1' } });
      ckm.refuse('GET /v1/imports/i-1', status, problem);
      const before = ckm.asked.length;
      const { code, complained } = await ckm.ckm('import', fileOf('crm.csv', csv));
      expect([code, ckm.asked.length - before]).toEqual([exit, 1 + looks]);
      expect(complained).toContain(problem.code);
      expect(complained).toContain('see GET /v1/imports/i-1');
      const { json } = await ckm.ckm('import', fileOf('crm.csv', csv), '--json');
      expect(json).toEqual({ ...problem, importId: 'i-1' });
    });

    it('sends nothing, and says why, when the file cannot be read', async () => {
      const folder = join(ckm.home, 'crm.csv');
      mkdirSync(folder);
      expect(await ckm.ckm('import', folder)).toMatchObject({ code: 2, complained: `${folder}: it is a folder\n` });
      const loop = join(ckm.home, 'loop.csv');
      symlinkSync(loop, loop);
      const { code, complained } = await ckm.ckm('import', loop);
      expect([code, complained]).toEqual([2, expect.stringMatching(/loop.csv: ELOOP/)]);
      expect(ckm.asked).toEqual([]);
    });

    it('asks for a dry run, and shows its report at once', async () => {
      const report = { ...counts, importId: null, state: 'finished' };
      ckm.answer('POST /v1/imports?source=crm.csv&dryRun=true', { data: report });
      const { code, json } = await ckm.ckm('import', fileOf('crm.csv', csv), '--dry-run', '--json');
      expect([code, json, ckm.asked.length]).toEqual([0, report, 1]);
    });
  });

  describe('subscribe', () => {
    it('lists what is subscribed to', async () => {
      const channels = [
        { kind: 'topic', team: 'support' },
        { kind: 'webhook', url: 'https://crm.example/hook' },
        { kind: 'feed' },
      ];
      ckm.answer('GET /v1/subscriptions', {
        data: channels.map(channel => ({ subscriptionId: 's', name: 'n', state: 'ACTIVE', channel, cadence: 'DAILY' })),
        page: { next: null },
      });
      expect((await ckm.ckm('subscribe')).said.slice(1)).toEqual([
        's   n     ACTIVE  DAILY    ckm.team.support.v1',
        's   n     ACTIVE  DAILY    https://crm.example/hook',
        's   n     ACTIVE  DAILY    feed',
      ]);
    });

    it('says which time --since means', async () => {
      const { said } = await ckm.ckm('subscribe', '--help');
      expect(said.join(' ').replace(/\s+/g, ' ')).toContain(
        '--since <instant> the past too: what ckm interpreted then',
      );
    });

    it.each([['--cadence', 'DAILY'], ['--team', 'support'], ['--words']])(
      'lists nothing for who means a new one: %s',
      async (...meant) => {
        const complained = 'a subscription needs a --name\n';
        expect(await ckm.ckm('subscribe', ...meant)).toMatchObject({ code: 2, said: [], complained });
      },
    );

    it.each([
      [['--team', 'support'], { kind: 'topic', team: 'support' }],
      [['--webhook', 'https://crm.example/hook'], { kind: 'webhook', url: 'https://crm.example/hook' }],
      [[], { kind: 'feed' }],
    ])('makes a subscription: %j', async (channel, expected) => {
      ckm.answer('POST /v1/subscriptions', { data: { subscriptionId: 's-1', secret: 'whsec_x' } });
      const query = ['--theme', 't-1', '--signal-type', 'REQUEST', '--since', '2026-09-01T00:00:00Z', '--words'];
      const { code, said } = await ckm.ckm('subscribe', '--name', 'Papierstau', ...query, ...channel);
      expect([code, said]).toEqual([0, ['s-1', 'secret, told this once: whsec_x']]);
      expect(JSON.parse(ckm.asked[0]!.body)).toEqual({
        ...{ name: 'Papierstau', query: { theme: 't-1', signalType: 'REQUEST' }, channel: expected },
        ...{ cadence: 'IMMEDIATE', since: '2026-09-01T00:00:00Z', include: ['words'] },
      });
    });

    it.each(['pause', 'resume', 'end'])('can %s one', async verb => {
      ckm.answer(`POST /v1/subscriptions/s-1/${verb}`, { data: { subscriptionId: 's-1' } });
      expect(await ckm.ckm('subscribe', verb, 's-1')).toMatchObject({ code: 0, said: [`s-1: ${verb}`] });
    });
  });

  describe('token', () => {
    it("signs with the home's key what it is asked for", async () => {
      await openKeys(readSettings({ CKM_HOME: ckm.home }));
      const argv = ['--role', 'steward', '--tenant', 'globex', '--subject', 'ana', '--expires', '2h'];
      const { json } = await ckm.ckm('token', ...argv, '--json');
      const { token } = json as { token: string };
      expect(json).toMatchObject({ tenant: 'globex', role: 'steward', subject: 'ana' });
      const jwks = JSON.parse(readFileSync(join(ckm.home, 'jwks.json'), 'utf8')) as never;
      const { payload } = await jwtVerify(token, createLocalJWKSet(jwks), { issuer: 'ckm', audience: 'ckm' });
      expect(payload).toMatchObject({ sub: 'ana', tenant: 'globex', role: 'steward' });
      expect(payload.exp! - payload.iat!).toBe(7_200);
    });

    it.each([
      ['--tenant', ['--tenant', 'Bad_Tenant'], {}],
      ['CKM_TENANT', [], { CKM_TENANT: 'Bad_Tenant' }],
    ])('names %s when no tenant can be called so', async (name, argv, env) => {
      await openKeys(readSettings({ CKM_HOME: ckm.home }));
      ckm.env = env;
      const { code, complained } = await ckm.ckm('token', ...argv);
      expect([code, complained]).toEqual([2, `${name} must be lower-case letters, digits and hyphens\n`]);
    });

    it('is by default for a reader of the configured tenant, and prints nothing but the token', async () => {
      await openKeys(readSettings({ CKM_HOME: ckm.home }));
      const { said } = await ckm.ckm('token');
      const claims = JSON.parse(Buffer.from(said[0]!.split('.')[1]!, 'base64url').toString()) as object;
      expect(said).toHaveLength(1);
      expect(claims).toMatchObject({ tenant: 'demo', role: 'reader' });
    });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stub } from './fixture/stub.js';

describe('ckm', () => {
  let ckm: Stub;
  /** Another installation. */
  let other: Stub;

  beforeEach(async () => ([ckm, other] = [await Stub.open(), await Stub.open()]));
  afterEach(async () => {
    await ckm.close();
    await other.close();
  });

  it('shows its commands and its exit codes', async () => {
    const { code, said } = await ckm.ckm('--help');
    expect(code).toBe(0);
    const commands = ['up', 'import', 'subscribe', 'topics', 'verify', 'rebuild', 'parked', 'quarantine', 'token'];
    for (const command of commands) expect(said.join('\n')).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(said.join('\n')).toMatch(/Exit codes:[^]*0 .*[^]*1 .*[^]*2 .*[^]*3 /);
  });

  it('shows its help when called without arguments', async () =>
    expect(await ckm.ckm()).toEqual(await ckm.ckm('--help')));

  it.each([
    ['import'],
    ['subscribe'],
    ['subscribe', 'pause'],
    ['topics'],
    ['verify'],
    ['rebuild'],
    ['parked'],
    ['parked', 'redrive'],
    ['quarantine'],
    ['quarantine', 'show'],
    ['quarantine', 'redrive'],
    ['token'],
    ['provision'],
    ['duplicates'],
    ['emerging'],
    ['up'],
    ['cluster'],
    ['train'],
  ])('%s %s has help, JSON and exit codes', async (...command) => {
    const { code, said } = await ckm.ckm(...command, '--help');
    expect(code).toBe(0);
    expect(said.join('\n')).toContain('--json');
    expect(said.join('\n')).toContain('Exit codes:');
  });

  it.each([
    ['an unknown command', ['improt']],
    ['an unknown option', ['verify', '--fast']],
    ['a missing argument', ['import']],
    ['an argument too many', ['verify', 'everything']],
    ['an address that is none', ['verify', '--url', 'localhost:3000']],
    ['a file that is not there', ['import', '/nowhere/crm.csv']],
    ['a file of no known form', ['import', '/nowhere/crm.xlsx']],
    ['a role that is none', ['token', '--role', 'king']],
    ['a span that is none', ['token', '--expires', 'soon']],
    ['a home without a key', ['token']],
    ['two channels at once', ['subscribe', '--name', 'a', '--team', 'a', '--webhook', 'https://example.com']],
    ['provision without a database', ['provision']],
    ['a subscription without a name', ['subscribe', '--team', 'support']],
  ])('ends with 2 at %s, and asks nothing', async (_, argv) => {
    const { code, complained } = await ckm.ckm(...argv);
    expect(code).toBe(2);
    expect(complained).not.toBe('');
    expect(ckm.asked).toEqual([]);
  });

  it('ends with 3 where nothing answers, and where nothing runs', async () => {
    ckm.env = { CKM_TOKEN: 'a-token' };
    expect(await ckm.ckm('verify', '--url', 'http://127.0.0.1:9')).toMatchObject({
      code: 3,
      complained: 'nothing answers at http://127.0.0.1:9\n',
    });
    writeFileSync(join(ckm.home, 'running.json'), JSON.stringify({ pid: 1, address: 'http://127.0.0.1:9' }));
    expect((await ckm.ckm('topics')).code).toBe(3);
  });

  it.each([
    [200, '<!doctype html>'],
    [404, '{{ page }}'],
  ])('ends with 3 where something else answers (%d)', async (status, page) => {
    ckm.refuse('GET /v1/ops/verify', status, page);
    const complained = `what answers at ${ckm.url} is no ckm\n`;
    expect(await ckm.ckm('verify')).toMatchObject({ code: 3, complained });
  });

  it("asks the home's installation with the home's token, or the one that is named", async () => {
    ckm.answer('GET /v1/ops/verify', { data: [] });
    await ckm.ckm('verify');
    await ckm.ckm('verify', '--url', `${ckm.url}/somewhere`);
    expect(ckm.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer the-token', 'Bearer the-token']);
  });

  it.each(['', 'SECRETabc\ndef', 'SECRETabç'])(
    'sends nothing with an invalid token, and does not show it: %j',
    async token => {
      ckm.env = { CKM_TOKEN: token };
      const expected = { code: 2, said: [], complained: 'CKM_TOKEN holds no token\n' };
      expect(await ckm.ckm('topics', '--json')).toMatchObject(expected);
      expect(ckm.asked).toEqual([]);
    },
  );

  it("keeps the home's token from every other installation", async () => {
    other.answer('GET /v1/ops/verify', { data: [] });
    expect(await ckm.ckm('verify', '--url', other.url)).toMatchObject({
      code: 2,
      complained: 'no token: set CKM_TOKEN for an installation that does not run on $CKM_HOME\n',
    });
    ckm.env = { CKM_TOKEN: 'of-the-other\n' };
    expect((await ckm.ckm('verify', '--url', other.url)).code).toBe(0);
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual(['Bearer of-the-other']);
  });

  it('ends with 1 where a request is refused: the problem goes to stdout with --json, in words to stderr otherwise', async () => {
    const problem = {
      ...{ code: 'role-missing', detail: 'The token does not carry the role.', traceId: 'abc' },
      pointers: [{ pointer: '/name', detail: 'is missing' }],
    };
    ckm.refuse('GET /v1/ops/verify', 403, problem);
    const { code, said, complained } = await ckm.ckm('verify');
    expect([code, said]).toEqual([1, []]);
    expect(complained).toBe('role-missing: The token does not carry the role.\n  /name is missing\n  trace abc\n');
    expect((await ckm.ckm('verify', '--json')).json).toEqual(problem);
  });
});

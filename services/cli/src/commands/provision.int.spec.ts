import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { type TestPostgres, testPostgres } from '@ckm/backing-services';
import { SERVICES } from '@ckm/contracts/services';
import { type Environment, readServiceConfig } from '@ckm/service/config';
import { Stub } from '../fixture/stub.js';

describe('ckm provision', () => {
  let postgres: TestPostgres;
  let ckm: Stub;

  /** What `node --env-file` makes of the file that it writes. */
  const written = async (env: Environment = {}): Promise<Environment> => {
    ckm.env = { DATABASE_URL: postgres.url, ...env };
    expect(await ckm.ckm('provision')).toMatchObject({ code: 0, complained: '' });
    return parseEnv(readFileSync(join(ckm.home, 'services.env'), 'utf8'));
  };

  beforeAll(async () => (postgres = await testPostgres()));
  beforeEach(async () => (ckm = await Stub.open()));
  afterEach(() => ckm.close());
  afterAll(() => postgres?.stop());

  it.each(SERVICES)('writes all that %s needs, as the manual says it is', async service => {
    const config = readServiceConfig(service, { ...(await written()), PORT: '0' });
    expect(config).toMatchObject({ service, erasuresFile: join(ckm.home, 'erasures.ndjson') });
  });

  it('names the register of erasures where the operator keeps it, from wherever services are started', async () =>
    expect(await written({ CKM_ERASURES_FILE: 'kept/erasures.ndjson' })).toMatchObject({
      CKM_ERASURES_FILE: resolve('kept/erasures.ndjson'),
    }));
});

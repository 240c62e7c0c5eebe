import type { Principal } from '@ckm/http';
import { uuid5 } from '@ckm/privacy';
import { MakeThemes } from '../cluster/make-theme.command.js';
import { putInCluster } from '../fixture/clustered.js';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { say } from '../fixture/saying.js';
import { steward } from '../fixture/steward.js';
import { DescribeThemes } from './describe-theme.command.js';
import { RenameThemes } from './rename-theme.command.js';
import { SplitThemes } from './split-theme.command.js';
import { themesOf } from './themes.view.js';

const CLUSTER = uuid5('demo', 'cluster', '1');
const JAM = { language: 'en', text: 'Paper jams in tray two.' } as const;

let toner = '';

openBeforeEach();

/** Under one key; the digest is that of the body. */
const keyed = (name: string): Principal => ({ ...steward, keyed: { id: 'key', digest: name } });
const describeTheme = async (name: string, principal = keyed(name)): Promise<string> =>
  (await new DescribeThemes(enrichment.service).describe({ name, examples: [JAM] }, principal)).data.themeId;
const make = async (name: string): Promise<string> =>
  (await new MakeThemes(enrichment.service).make(CLUSTER, { name }, keyed(name))).data.themeId;
const split = async (name: string): Promise<string> => {
  const request = { name, examples: [JAM] };
  return (await new SplitThemes(enrichment.service).split(toner, request, keyed(name))).data.themeId;
};
const names = async (): Promise<string[]> => {
  await enrichment.catchUp();
  return (await themesOf(enrichment.service, 'demo')).map(({ name }) => name);
};

beforeEach(async () => {
  toner = await describeTheme('Toner', steward);
  for (const name of ['a', 'b'])
    await putInCluster(enrichment, { itemId: await say(enrichment, { name, text: 'no paper' }), clusterId: CLUSTER });
  await enrichment.catchUp();
});

describe.each<[how: string, give: (name: string) => Promise<string>]>([
  ['described', describeTheme],
  ['made of a cluster', make],
  ['split off', split],
])('a theme that is %s once more under an Idempotency-Key', (_, give) => {
  it('is the same, whatever it is called since', async () => {
    const themeId = await give('Paper');
    await new RenameThemes(enrichment.service).rename(themeId, { name: 'Jams' }, steward);
    expect(await give('Paper')).toBe(themeId);
    expect(await names()).toEqual(['Jams', 'Toner']);
  });

  it('is refused with another body', async () => {
    await give('Paper');
    await enrichment.catchUp();
    await expect(give('Tray')).rejects.toMatchObject({ slug: 'idempotency-key-reused' });
    expect(await names()).toEqual(['Paper', 'Toner']);
  });
});

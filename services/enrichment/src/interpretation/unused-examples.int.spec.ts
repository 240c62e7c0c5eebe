import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedEvent } from '@ckm/event-sourcing';
import { itemIdOf } from '@ckm/privacy';
import { enrichment, openBeforeEach } from '../fixture/opened-enrichment.js';
import { steward } from '../fixture/steward.js';
import { DescribeThemes } from '../theme/describe-theme.command.js';
import { vocabularyOf } from './vocabulary.js';

const USED = 2_000;
const START = Date.parse('2026-11-02T08:00:00Z');

openBeforeEach();

it('an example that is older than the newest 2,000 changes nothing', async () => {
  const body = { name: 'Boiler', description: '', examples: [] };
  const { data: theme } = await new DescribeThemes(enrichment.service).describe(body, steward);
  const idOf = (n: number) => itemIdOf('demo', 'test', String(n));
  const put = (n: number): RecordedEvent[] => {
    const [itemId, recordedAt] = [idOf(n), new Date(START + n)];
    const themes = [{ themeId: theme.themeId, theme: 'Boiler', confidence: 1 }];
    const reading = { itemId, language: 'en', signals: [], themes, corrected: ['themes'] };
    const of = { tenantId: 'demo', keyIds: [], erased: false, recordedAt, meta: { correlationId: 'c' }, id: itemId };
    return [
      { ...of, type: 'KnowledgeItemCaptured', data: { itemId, customerId: itemId, text: 'it drips' } },
      { ...of, type: 'InterpretationCorrected', data: { itemId, themes } },
      { ...of, type: 'ItemInterpreted', data: reading },
    ] as unknown as RecordedEvent[];
  };
  const vocabulary = vocabularyOf(enrichment.service);
  const asked = async () => {
    await pause(100);
    return vocabulary('demo');
  };
  await enrichment.hear(...Array.from({ length: USED }, (_, nth) => put(nth + 1)).flat());
  const before = await asked();
  expect(before.themes[0]!.said).toHaveLength(USED);
  await enrichment.hear(...put(0));
  expect(await asked()).toBe(before);
  await enrichment.hear(...put(USED + 1));
  expect(await asked()).not.toBe(before);
  expect((await asked()).themes[0]!.said).toHaveLength(USED);
  await enrichment.withdraw(idOf(USED));
  await enrichment.withdraw(idOf(USED - 1));
  expect((await asked()).themes[0]!.said).toHaveLength(USED);
});

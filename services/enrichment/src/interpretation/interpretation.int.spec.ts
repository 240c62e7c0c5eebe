import type { Principal } from '@ckm/http';
import { say } from '../fixture/saying.js';
import { enrichment, openBeforeAll } from '../fixture/each-time.js';
import { InterpretationRoute } from './interpretation.view.js';

openBeforeAll();

it('an interpretation is found however the id of its item is written', async () => {
  const itemId = await say(enrichment, { name: 'one', text: 'The lid does not close.' });
  const reader = { subject: 'Kim', tenantId: 'demo', role: 'reader', keyed: null } as unknown as Principal;
  const found = await new InterpretationRoute(enrichment.service).get(itemId.toUpperCase(), reader);
  expect(found.data).toMatchObject({ itemId, withdrawn: false });
});

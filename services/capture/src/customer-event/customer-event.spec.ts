import { customerIdOf, type Privacy, type Standing } from '@ckm/privacy';
import { translate } from './customer-event.js';

const RECEIVED = new Date('2026-03-05T12:00:00Z');
const privacy = { sameness: () => Promise.resolve('q3mVt0s1nK8yQd2L') } as unknown as Privacy;

/** A ticket of a customer who stands so in the vault; it says that it was written then. */
function ticket(time: string | undefined, standing: Partial<Standing>) {
  const asked: string[] = [];
  const standingOf = (tenantId: string, subject: string) => {
    asked.push(`${tenantId} ${subject}`);
    return Promise.resolve({ keyId: null, forgottenUntil: null, ...standing });
  };
  const keyOf = () => Promise.resolve(null);
  const event = {
    specversion: '1.0',
    id: 'T-9',
    source: '/helpdesk',
    type: 'ticket.message',
    time,
    data: { customerId: 'K-4711', text: 'Der Einzug frisst jedes zweite Blatt.' },
  };
  const translated = translate(event, {
    tenantId: 'demo',
    receivedAt: RECEIVED,
    privacy,
    vault: { standingOf, keyOf },
  });
  return { translated, asked };
}
const forgottenUntil = new Date('2026-03-05T10:00:00Z');
const keyId = '0a52b1d6-3333-4333-8333-000000000003';

describe('what a forgotten person said', () => {
  it.each([
    ['before', '2026-03-05T10:59:00+01:00', true],
    ['at that moment', '2026-03-05T10:00:00Z', true],
    ['later', '2026-03-05T10:00:00.001Z', false],
    ['nobody says when, so now', undefined, false],
    ['by a clock that runs ahead, so now', '9999-01-01T00:00:00Z', false],
  ])('%s: %s is forgotten: %s', async (_, time, forgotten) =>
    expect(await ticket(time, { forgottenUntil }).translated).toMatchObject({ forgotten }),
  );

  it('is also forgotten with a time in the future, when it was received before the erasure', async () =>
    expect(await ticket('9999-01-01T00:00:00Z', { forgottenUntil: RECEIVED }).translated).toMatchObject({
      forgotten: true,
    }));

  it('stays forgotten when that person is back, and what is said after the erasure is taken', async () => {
    const back = { keyId, forgottenUntil };
    expect(await ticket('2026-03-05T09:00:00Z', back).translated).toMatchObject({ forgotten: true });
    expect(await ticket('2026-03-05T11:00:00Z', back).translated).toMatchObject({ forgotten: false, keyIds: [keyId] });
  });

  it('has the answer that it would have had', async () => {
    const [taken, forgotten] = [ticket(undefined, {}), ticket('2026-03-05T09:00:00Z', { forgottenUntil })];
    expect((await forgotten.translated).answer).toEqual((await taken.translated).answer);
  });
});

describe('what anybody else said', () => {
  it('is taken, however old it is', async () => {
    const { translated, asked } = ticket('1970-01-01T00:00:00Z', {});
    expect(await translated).toMatchObject({ forgotten: false });
    expect(new Set(asked)).toEqual(new Set([`demo ${customerIdOf('demo', 'K-4711')}`]));
  });

  it('is kept under the key that the person has now, and under no later one', async () => {
    expect((await ticket(undefined, { keyId }).translated).keyIds).toEqual([keyId]);
    expect((await ticket(undefined, {}).translated).keyIds).toEqual([]);
  });
});

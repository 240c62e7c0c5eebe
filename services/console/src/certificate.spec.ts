import type { ServiceName } from '@ckm/contracts';
import type { Certificate } from '@ckm/service/certificate';
import { mergedCertificate } from './certificate.js';

const of = (service: ServiceName, appliedAt: string | null, rows = {}): [ServiceName, { data: Certificate }] => [
  service,
  {
    data: {
      erasureId: '7c0d2f4e-93b1-4a68-8e57-1f2a3b4c5d6e',
      customerId: 'a3b1c9d2-4e5f-5678-9abc-def012345678',
      requestedAt: '2026-03-05T12:00:00.000Z',
      state: appliedAt === null ? 'pending' : 'complete',
      services: [{ service, appliedAt, rows, rewrittenAt: {} }],
      lapsesLater: ['Backups.'],
    },
  },
];
const LATER = '2026-03-05T12:00:07.000Z';

describe('the certificate of an erasure', () => {
  it('is complete when every service has reported', () => {
    expect(mergedCertificate([of('capture', LATER), of('sharing', LATER, { item_feed: 2 })])).toMatchObject({
      requestedAt: '2026-03-05T12:00:00.000Z',
      state: 'complete',
      services: [
        { service: 'capture', appliedAt: LATER, rows: {} },
        { service: 'sharing', appliedAt: LATER, rows: { item_feed: 2 } },
      ],
    });
  });

  it('is pending while one has not', () =>
    expect(mergedCertificate([of('capture', LATER), of('sharing', null)]).state).toBe('pending'));

  it('is pending while one does not answer, and shows that', () =>
    expect(mergedCertificate([of('capture', LATER), ['sharing', null]])).toMatchObject({
      state: 'pending',
      services: [{ service: 'capture' }, { service: 'sharing', answers: false, appliedAt: null }],
    }));

  it('cannot be told when no service answers', () =>
    expect(() => mergedCertificate([['capture', null]])).toThrow('does not answer'));
});

import type { DomainEvent, ItemInterpreted } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { interpretation } from './interpretation.decider.js';

const read = (version: string): ItemInterpreted => ({
  itemId: '0a52b1d6-1111-5111-8111-000000000001',
  customerId: '0a52b1d6-2222-5222-8222-000000000002',
  interpreter: 'rules',
  version,
  language: 'de',
  sentiment: { label: 'negative', score: -0.6 },
  signals: [],
  themes: [],
  nearestTheme: null,
});
const interpreted = (version: string): DomainEvent<'ItemInterpreted'> => ({
  type: 'ItemInterpreted',
  data: read(version),
});

describe('an interpretation', () => {
  it('is kept', () => given(interpretation).when(read('1')).then(interpreted('1')));

  it('is made once by one interpreter version', () => given(interpretation, interpreted('1')).when(read('1')).then());

  it('is superseded by a newer version and stays in the stream', () =>
    given(interpretation, interpreted('1')).when(read('2')).then(interpreted('2')));

  it('is not made again by a version that a newer one superseded', () =>
    given(interpretation, interpreted('1'), interpreted('2')).when(read('1')).then());
});

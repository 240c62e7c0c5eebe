import type { DomainEvent, EvidenceLinked, Stance } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { linkEvidence, linkEvidenceByHand, removeEvidence } from './evidence.decider.js';

const uuid = (n: number): string => `0a52b1d6-1111-5111-8111-00000000000${n}`;

const words = (stance?: Stance): EvidenceLinked => ({
  evidenceId: uuid(1),
  opportunityId: uuid(2),
  themeId: null,
  itemId: uuid(3),
  customerId: uuid(4),
  signalType: 'REQUEST',
  expression: 'EXPRESSED',
  span: { start: 7, end: 15 },
  words: '希望能一次扫两面',
  stance,
});
const linked = (stance?: Stance): DomainEvent<'EvidenceLinked'> => ({ type: 'EvidenceLinked', data: words(stance) });
const removal = { evidenceId: uuid(1), opportunityId: uuid(2), reason: 'Sie meinte den Kopierer.' };
const removed: DomainEvent<'EvidenceRemoved'> = {
  type: 'EvidenceRemoved',
  data: { ...removal, itemId: uuid(3), customerId: uuid(4) },
};

describe('evidence from an interpretation', () => {
  it('is linked', () => given(linkEvidence).when(words()).then(linked()));

  it('is linked once, however often the item is interpreted', () => given(linkEvidence, linked()).when(words()).then());

  it('is not linked again once it was removed', () => given(linkEvidence, linked(), removed).when(words()).then());

  it('leaves a stance that people gave', () =>
    given(linkEvidence, linked(), linked('CONTRADICTS')).when(words()).then());
});

describe('evidence that is linked by hand', () => {
  it('is linked', () => given(linkEvidenceByHand).when(words('CONTRADICTS')).then(linked('CONTRADICTS')));

  it('stands from then on, where it was only read before', () =>
    given(linkEvidenceByHand, linked()).when(words('SUPPORTS')).then(linked('SUPPORTS')));

  it('is already so where people linked it before', () =>
    given(linkEvidenceByHand, linked(), linked('SUPPORTS')).when(words('SUPPORTS')).then());

  it('may come back after it was removed', () =>
    given(linkEvidenceByHand, linked(), removed).when(words('SUPPORTS')).then(linked('SUPPORTS')));

  it('may turn out to speak against', () =>
    given(linkEvidenceByHand, linked()).when(words('CONTRADICTS')).then(linked('CONTRADICTS')));
});

describe('evidence that does not belong there', () => {
  it('is removed, and the item is named that it came from', () =>
    given(removeEvidence, linked()).when(removal).then(removed));

  it('is removed once', () => given(removeEvidence, linked(), removed).when(removal).then());

  it('is removed again after it came back', () =>
    given(removeEvidence, linked(), removed, linked('SUPPORTS')).when(removal).then(removed));

  it('cannot be removed where there is none', () =>
    given(removeEvidence).when(removal).thenRejected('evidence-not-found'));

  it('cannot be removed from another opportunity', () =>
    given(removeEvidence, linked())
      .when({ ...removal, opportunityId: uuid(9) })
      .thenRejected('evidence-not-found'));
});

import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { competitors, listIdOf } from './competitors.decider.js';

const named = (...names: string[]): DomainEvent<'CompetitorsNamed'> => ({
  type: 'CompetitorsNamed',
  data: { listId: listIdOf('demo'), competitors: names.map(name => ({ name })) },
});

describe('the competitors of a tenant', () => {
  it('are those who are named last', () =>
    given(competitors, named('Hansen', '北方打印')).when(named('Hansen').data).then(named('Hansen')));

  it('are named once when the same are named again', () =>
    given(competitors, named('Hansen')).when(named('Hansen').data).then());

  it('can all be taken back, and none need be named', () => {
    given(competitors, named('Hansen')).when(named().data).then(named());
    given(competitors).when(named().data).then();
  });
});

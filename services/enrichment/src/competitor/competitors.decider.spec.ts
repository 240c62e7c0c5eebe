import type { DomainEvent } from '@ckm/contracts';
import { given } from '@ckm/event-sourcing';
import { competitors, listIdOf } from './competitors.decider.js';

const named = (...names: string[]): DomainEvent<'CompetitorsNamed'> => ({
  type: 'CompetitorsNamed',
  data: { listId: listIdOf('demo'), competitors: names.map(name => ({ name })) },
});

describe('the competitors of a tenant', () => {
  it('are those that were named last', () =>
    given(competitors, named('Hansen', '北方打印')).when(named('Hansen').data).then(named('Hansen')));

  it('are left as they are by the same list', () =>
    given(competitors, named('Hansen')).when(named('Hansen').data).then());

  it('may become none again, and are none at first', () => {
    given(competitors, named('Hansen')).when(named().data).then(named());
    given(competitors).when(named().data).then();
  });
});

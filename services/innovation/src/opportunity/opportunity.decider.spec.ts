import { type DomainEvent, STAGES, type Stage } from '@ckm/contracts';
import { given, Rejection } from '@ckm/event-sourcing';
import { moveOpportunity, openOpportunity, proposeOpportunity } from './opportunity.decider.js';
import { REACHABLE } from './stage.js';

const opportunityId = '0a52b1d6-1111-5111-8111-000000000001';
const itemIds = [2, 3, 4].map(n => `0a52b1d6-1111-5111-8111-00000000000${n}`);
const theme = { opportunityId, themeId: '0a52b1d6-1111-5111-8111-000000000009', title: 'Leiser Lüfter', itemIds };
const idea = { opportunityId, title: '夜间静音模式', kind: 'IMPROVEMENT' } as const;

const opened: DomainEvent<'OpportunityOpened'> = { type: 'OpportunityOpened', data: theme };
const proposed: DomainEvent<'OpportunityProposed'> = { type: 'OpportunityProposed', data: idea };
const moved = (stage: Stage, reason?: string): DomainEvent<'OpportunityMoved'> => ({
  type: 'OpportunityMoved',
  data: { opportunityId, stage, reason },
});
const to = (stage: Stage, reason?: string) => ({ opportunityId, stage, reason });

describe('an opportunity', () => {
  it('is opened when enough customers need it', () => given(openOpportunity).when(theme).then(opened));

  it('is opened once', () => given(openOpportunity, opened).when(theme).then());

  it('is proposed by somebody who thought of it', () => given(proposeOpportunity).when(idea).then(proposed));

  it('is proposed once, however often the request comes', () => given(proposeOpportunity, proposed).when(idea).then());

  it('is moved with a reason', () =>
    given(moveOpportunity, opened)
      .when(to('under-review', 'Three offices asked.'))
      .then(moved('under-review', 'Three offices asked.')));

  it('does not change when it is moved to its own stage', () =>
    given(moveOpportunity, proposed, moved('under-review')).when(to('under-review', 'again')).then());

  it('is not moved by somebody who saw it at another stage', () => {
    const standing = given(moveOpportunity, proposed, moved('under-review'));
    standing.when({ ...to('declined'), from: 'proposed' }).thenRejected('stage-moved');
    standing.when({ ...to('planned'), from: 'under-review' }).then(moved('planned'));
    standing.when({ ...to('under-review'), from: 'proposed' }).then();
  });

  it('is proposed anew after it was declined', () =>
    given(moveOpportunity, proposed, moved('declined')).when(to('proposed')).then(moved('proposed')));

  it('cannot be moved before it exists', () =>
    given(moveOpportunity).when(to('planned')).thenRejected('opportunity-not-found'));

  it.each(STAGES)('reaches from %s the stages of the table, and no others', stage => {
    for (const other of STAGES.filter(one => one !== stage)) {
      const step = given(moveOpportunity, proposed, moved(stage)).when(to(other));
      if (REACHABLE[stage].includes(other)) step.then(moved(other));
      else step.thenRejected('stage-not-reachable');
    }
  });

  it('goes through all stages to verified, and may be declined until work begins', () => {
    const way: Stage[] = ['proposed', 'under-review', 'planned', 'in-progress', 'shipped', 'verified'];
    way.slice(1).forEach((stage, before) => expect(REACHABLE[way[before]!]).toContain(stage));
    const declinable = STAGES.filter(stage => REACHABLE[stage].includes('declined'));
    expect(declinable).toEqual(['proposed', 'under-review', 'planned']);
  });

  it.each([
    ['proposed', 'From proposed it can be moved to under-review, declined.'],
    ['verified', 'From verified it can be moved to nothing.'],
  ] as const)('names what it could reach from %s', (stage, detail) => {
    expect(() => moveOpportunity.decide(to('shipped'), stage)).toThrow(new Rejection('stage-not-reachable', detail));
  });
});

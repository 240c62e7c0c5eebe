import type { DomainEvent, OpportunityMoved, OpportunityOpened, OpportunityProposed, Stage } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { REACHABLE } from './stage.js';

type OpportunityEvent = DomainEvent<'OpportunityOpened' | 'OpportunityProposed' | 'OpportunityMoved'>;

/** `from`: where whoever moves it saw it stand. */
export type MoveOpportunity = OpportunityMoved & { from?: Stage | null };

/** Where it stands; null before there is one. */
type State = Stage | null;

const life = {
  initialState: null as State,
  evolve: (_: State, event: OpportunityEvent): State => {
    switch (event.type) {
      case 'OpportunityOpened':
      case 'OpportunityProposed':
        return 'proposed';
      case 'OpportunityMoved':
        return event.data.stage;
    }
  },
};

/** Enough customers need it: it is opened once. */
export const openOpportunity: Decider<OpportunityOpened, State, OpportunityEvent> = {
  ...life,
  decide: (command, stage) => (stage ? [] : [{ type: 'OpportunityOpened', data: command }]),
};

/** Somebody thought of it, and says so once. */
export const proposeOpportunity: Decider<OpportunityProposed, State, OpportunityEvent> = {
  ...life,
  decide: (command, stage) => (stage ? [] : [{ type: 'OpportunityProposed', data: command }]),
};

/** It goes the way of the table, a step at a time. */
export const moveOpportunity: Decider<MoveOpportunity, State, OpportunityEvent> = {
  ...life,
  decide: ({ from, ...moved }, stage) => {
    if (!stage) throw new Rejection('opportunity-not-found');
    if (moved.stage === stage) return [];
    if (from && from !== stage) throw new Rejection('stage-moved', `It stands at ${stage}.`);
    if (!REACHABLE[stage].includes(moved.stage)) throw new Rejection('stage-not-reachable', waysFrom(stage));
    return [{ type: 'OpportunityMoved', data: moved }];
  },
};

const waysFrom = (stage: Stage): string =>
  `From ${stage} it can be moved to ${REACHABLE[stage].join(', ') || 'nothing'}.`;

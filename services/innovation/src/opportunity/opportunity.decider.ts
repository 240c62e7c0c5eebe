import type { DomainEvent, OpportunityMoved, OpportunityOpened, OpportunityProposed, Stage } from '@ckm/contracts';
import { type Decider, Rejection } from '@ckm/event-sourcing';
import { REACHABLE } from './stage.js';

type OpportunityEvent = DomainEvent<'OpportunityOpened' | 'OpportunityProposed' | 'OpportunityMoved'>;

/** `from`: the stage that the caller saw it at (optimistic concurrency). */
export type MoveOpportunity = OpportunityMoved & { from?: Stage | null };

/** The stage; null before the opportunity exists. */
type State = Stage | null;

const lifecycle = {
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

/** Opened by the system when enough customers need it; once. */
export const openOpportunity: Decider<OpportunityOpened, State, OpportunityEvent> = {
  ...lifecycle,
  decide: (command, stage) => (stage ? [] : [{ type: 'OpportunityOpened', data: command }]),
};

/** Proposed by a person; once. */
export const proposeOpportunity: Decider<OpportunityProposed, State, OpportunityEvent> = {
  ...lifecycle,
  decide: (command, stage) => (stage ? [] : [{ type: 'OpportunityProposed', data: command }]),
};

/** Moved by one step of the table of stages. */
export const moveOpportunity: Decider<MoveOpportunity, State, OpportunityEvent> = {
  ...lifecycle,
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

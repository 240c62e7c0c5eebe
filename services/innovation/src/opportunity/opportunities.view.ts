import type { OpportunityKind, Stage } from '@ckm/contracts';
import { Rejection, rowsOf, upsert, view } from '@ckm/event-sourcing';
import type { Service } from '@ckm/service';

/** Opportunities and their stages. The events of one opportunity always come in order. */
export const opportunities = view({
  name: 'opportunity',
  version: 2,
  columns: {
    opportunity_id: 'uuid',
    title: 'text',
    description: 'text',
    kind: 'text',
    stage: 'text',
    theme_id: 'uuid',
    opened_at: 'timestamptz',
  },
  key: ['opportunity_id'],
  indexes: ['opened_at DESC, opportunity_id DESC'],
  on: {
    OpportunityOpened: ({ data, recordedAt }) =>
      upsert(
        { opportunity_id: data.opportunityId },
        {
          title: data.title,
          description: null,
          kind: null,
          stage: 'proposed',
          theme_id: data.themeId,
          opened_at: recordedAt,
        },
      ),
    OpportunityProposed: ({ data, recordedAt }) =>
      upsert(
        { opportunity_id: data.opportunityId },
        {
          title: data.title,
          description: data.description ?? null,
          kind: data.kind,
          stage: 'proposed',
          theme_id: data.themeId ?? null,
          opened_at: recordedAt,
        },
      ),
    OpportunityMoved: ({ data }) => upsert({ opportunity_id: data.opportunityId }, { stage: data.stage }),
  },
});

export interface Opportunity {
  opportunityId: string;
  title: string;
  description: string | null;
  /** Null for one that the system opened. */
  kind: OpportunityKind | null;
  stage: Stage;
  themeId: string | null;
  openedAt: Date;
}

/** The row of one opportunity, made from its own stream: up to date right after a command. @throws Rejection `opportunity-not-found` */
export async function opportunityOf(service: Service, tenantId: string, id: string): Promise<Opportunity> {
  const [row] = rowsOf(opportunities, await service.events.readStream(tenantId, id));
  if (!row) throw new Rejection('opportunity-not-found');
  const {
    opportunity_id: opportunityId,
    theme_id: themeId,
    opened_at: openedAt,
    title,
    description,
    kind,
    stage,
  } = row;
  return { opportunityId, title, description, kind, stage, themeId, openedAt } as Opportunity;
}

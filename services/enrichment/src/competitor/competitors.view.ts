import type { Competitor } from '@ckm/contracts';
import { upsert, view } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import type { ClientBase } from 'pg';

export const competitorList = view({
  name: 'competitor_list',
  version: 1,
  columns: { list_id: 'uuid', competitors: 'jsonb' },
  key: ['list_id'],
  on: {
    CompetitorsNamed: ({ data }) => upsert({ list_id: data.listId }, { competitors: data.competitors }),
  },
});

const ALL = 'SELECT competitors FROM competitor_list WHERE tenant_id = $1';

/** In the order in which they were named. @param client reads `competitorList` */
export async function competitorsOf(client: ClientBase, tenantId: string): Promise<Competitor[]> {
  const { rows } = await client.query<{ competitors: Competitor[] }>(ALL, [tenantId]);
  return rows[0]?.competitors ?? [];
}

@Controller()
export class CompetitorsRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/competitors',
    role: 'reader',
    summary: 'The competitors of this tenant.',
  })
  async list(@Who() { tenantId }: Principal): Promise<{ data: Competitor[]; page: { next: null } }> {
    const data = await this.service.read([competitorList], tenantId, client => competitorsOf(client, tenantId));
    return { data, page: { next: null } };
  }
}

import { READABLE, type Readable } from '@ckm/contracts';
import { upsert, view } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';
import type { ClientBase } from 'pg';

export const languageChoice = view({
  name: 'language_choice',
  version: 1,
  columns: { choice_id: 'uuid', languages: 'text[]' },
  key: ['choice_id'],
  on: {
    LanguagesChosen: ({ data }) => upsert({ choice_id: data.choiceId }, { languages: data.languages }),
  },
});

const CHOSEN = 'SELECT languages FROM language_choice WHERE tenant_id = $1';

/** @param client reads `languageChoice` */
export async function languagesOf(client: ClientBase, tenantId: string): Promise<readonly Readable[]> {
  const { rows } = await client.query<{ languages: Readable[] }>(CHOSEN, [tenantId]);
  return rows[0]?.languages ?? READABLE;
}

@Controller()
export class LanguagesRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/languages',
    role: 'reader',
    summary: 'The languages that the customers of this tenant write; all that can be read until somebody chooses.',
  })
  async list(@Who() { tenantId }: Principal): Promise<{ data: readonly Readable[]; page: { next: null } }> {
    const data = await this.service.read([languageChoice], tenantId, client => languagesOf(client, tenantId));
    return { data, page: { next: null } };
  }
}

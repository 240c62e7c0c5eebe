import { rowsOf, upsert, view } from '@ckm/event-sourcing';
import { type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller } from '@nestjs/common';

export interface ThemeRow {
  themeId: string;
  name: string;
  description: string;
  examples: { language: 'en' | 'de' | 'zh' | 'und'; text: string }[];
}

export const themes = view({
  name: 'theme',
  version: 1,
  columns: { theme_id: 'uuid', name: 'text', description: 'text', examples: 'jsonb', described_at: 'timestamptz' },
  key: ['theme_id'],
  on: {
    ThemeDescribed: ({ data, recordedAt }) =>
      upsert(
        { theme_id: data.themeId },
        { name: data.name, description: data.description, examples: data.examples, described_at: recordedAt },
      ),
  },
});

/** In the order of their names. */
export const themesOf = (service: Service, tenantId: string): Promise<ThemeRow[]> =>
  service.read([themes], tenantId, async client => {
    const { rows } = await client.query<ThemeRow>(
      'SELECT theme_id AS "themeId", name, description, examples FROM theme WHERE tenant_id = $1 ORDER BY name, theme_id',
      [tenantId],
    );
    return rows;
  });

/** Made from its own stream: right at once after a command. Null where there is none. */
export async function themeOf(service: Service, tenantId: string, themeId: string): Promise<ThemeRow | null> {
  const [row] = rowsOf(themes, await service.events.readStream(tenantId, themeId));
  return row ? ({ ...row, themeId: row.theme_id } as unknown as ThemeRow) : null;
}

@Controller()
export class ThemesRoute {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/themes', role: 'reader', summary: 'The themes of this tenant, with their examples.' })
  async list(@Who() { tenantId }: Principal): Promise<{ data: ThemeRow[]; page: { next: null } }> {
    return { data: await themesOf(this.service, tenantId), page: { next: null } };
  }
}

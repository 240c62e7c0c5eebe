import { isInstant } from '@ckm/contracts';
import { CheckedQuery, isId, type Page, pageAfter, type Principal, Query, Who } from '@ckm/http';
import { Service, Themes } from '@ckm/service';
import { Controller } from '@nestjs/common';
import { COLUMNS, FeedQuery, type FeedRow, MATCHES, matchParameters, PLACE, SHOWN } from './matches.js';

@Controller()
export class FeedRoute {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/feed', role: 'reader', summary: 'What customers said, newest first.', query: FeedQuery })
  list(@CheckedQuery(FeedQuery) query: FeedQuery, @Who() { tenantId }: Principal): Promise<Page<FeedRow>> {
    return pageAfter(query, [isInstant, isId], ([capturedAt, itemId], most) =>
      this.service.read(SHOWN, tenantId, async client => {
        const themes = await Themes.of(client, tenantId);
        const before = capturedAt && itemId ? { capturedAt, itemId } : null;
        const values = matchParameters(query, tenantId, { themes, before, most });
        const sql = `SELECT ${COLUMNS}, json_build_array(${PLACE}, item_id) AS place FROM ${MATCHES}
          JOIN item_feed USING (item_id, captured_at) WHERE tenant_id = $11 ORDER BY captured_at DESC, item_id DESC`;
        const { rows } = await client.query<FeedRow>(sql, [...values, tenantId]);
        return rows.map(row => ({ ...row, themes: themes.shown(row.themes) }));
      }),
    );
  }
}

import { isInstant } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import {
  CheckedQuery,
  cursorInstant,
  IdPipe,
  isId,
  type Page,
  pageAfter,
  PageQuery,
  type Principal,
  Query,
  Who,
} from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { type ImportReport, type ReportLine, reportSchema } from './report.js';

interface Row extends Omit<ImportReport, 'report'> {
  /** For the cursor: the start, to the microsecond, and the id. */
  place?: string[];
}

const NUMBERS = ['bytes', 'lines', 'accepted', 'duplicates', 'refused', 'quarantined', 'forgotten'];
const LIST = `SELECT import_id AS "importId", source, state, failure, ${NUMBERS.map(name => `${name}::float8`).join(', ')},
  next_byte::float8 AS "bytesRead", started_at AS "startedAt", finished_at AS "finishedAt",
  json_build_array(${cursorInstant('started_at')}, import_id) AS place
  FROM import WHERE tenant_id = $1`;
const REPORT = `SELECT line::float8, code, detail, pointer FROM import_refusal WHERE tenant_id = $1 AND import_id = $2 ORDER BY line`;

@Controller()
export class ImportRoutes {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/imports', role: 'reader', summary: 'Imports, newest first.', query: PageQuery })
  list(@CheckedQuery(PageQuery) query: PageQuery, @Who() { tenantId }: Principal): Promise<Page<Row>> {
    return pageAfter(query, [isInstant, isId], (place, most) => {
      const before = place.length > 0 ? 'AND (started_at, import_id) < ($2::timestamptz, $3::uuid)' : '';
      const sql = `${LIST} ${before} ORDER BY started_at DESC, import_id DESC LIMIT ${most}`;
      return this.ask<Row>(tenantId, sql, place);
    });
  }

  @Query({
    get: '/v1/imports/:id',
    role: 'reader',
    summary: 'How far an import is, and what was refused: line, code and place, the first 1,000.',
    answer: reportSchema,
    problems: [404],
  })
  async get(@Param('id', IdPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const [found] = await this.ask<Row>(tenantId, `${LIST} AND import_id = $2`, [id]);
    if (!found) throw new Rejection('import-not-found');
    const report = await this.ask<ReportLine & { pointer: string | null }>(tenantId, REPORT, [id]);
    return {
      data: {
        ...found,
        place: undefined,
        report: report.map(line => ({ ...line, pointer: line.pointer ?? undefined })),
      },
    };
  }

  private ask<T extends object>(tenantId: string, sql: string, values: unknown[]): Promise<T[]> {
    return this.service.read([], tenantId, async client => (await client.query<T>(sql, [tenantId, ...values])).rows);
  }
}

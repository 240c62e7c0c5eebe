import { Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { CheckedQuery, fromCursor, type Page, pageOf, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param, ParseUUIDPipe } from '@nestjs/common';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { type ImportReport, reportSchema, type ToldLine } from './report.js';

export class ImportsQuery {
  @IsOptional() @Words(1, 500) cursor?: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) limit?: number;
}

interface Row extends Omit<ImportReport, 'report'> {
  /** To the microsecond, for the cursor. */
  place?: string;
}

const NUMBERS = ['bytes', 'lines', 'accepted', 'duplicates', 'refused', 'quarantined', 'forgotten'];
const LIST = `SELECT import_id AS "importId", source, state, failure, ${NUMBERS.map(name => `${name}::float8`).join(', ')},
  next_byte::float8 AS "bytesRead", started_at AS "startedAt", finished_at AS "finishedAt", started_at::text AS place
  FROM import WHERE tenant_id = $1`;
const REPORT = `SELECT line::float8, code, detail, pointer FROM import_refusal WHERE tenant_id = $1 AND import_id = $2 ORDER BY line`;

@Controller()
export class ImportRoutes {
  constructor(private readonly service: Service) {}

  @Query({ get: '/v1/imports', role: 'reader', summary: 'Imports, newest first.', query: ImportsQuery })
  async list(
    @CheckedQuery(ImportsQuery) { cursor, limit = 50 }: ImportsQuery,
    @Who() { tenantId }: Principal,
  ): Promise<Page<Row>> {
    const place = cursor ? fromCursor(cursor, 2) : [];
    const before = cursor ? 'AND (started_at, import_id) < ($2::timestamptz, $3::uuid)' : '';
    const sql = `${LIST} ${before} ORDER BY started_at DESC, import_id DESC LIMIT ${limit + 1}`;
    const page = pageOf(await this.ask<Row>(tenantId, sql, place), limit, last => [
      String(last.place),
      String(last.importId),
    ]);
    return { ...page, data: page.data.map(row => ({ ...row, place: undefined })) };
  }

  @Query({
    get: '/v1/imports/:id',
    role: 'reader',
    summary: 'How far an import is, and what was refused: line, code and place, the first 1,000.',
    answer: reportSchema,
    problems: [404],
  })
  async get(@Param('id', ParseUUIDPipe) id: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const [found] = await this.ask<Row>(tenantId, `${LIST} AND import_id = $2`, [id]);
    if (!found) throw new Rejection('import-not-found');
    const report = await this.ask<ToldLine & { pointer: string | null }>(tenantId, REPORT, [id]);
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

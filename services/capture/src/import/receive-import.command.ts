import { createHmac, type Hmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { CUSTOMER_EVENTS, type CustomerEventType, ForeignId, jsonSchemaOf } from '@ckm/contracts';
import { CheckedQuery, Command, type Principal, Problem, STREAMED_TYPES, StreamedBody, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Res } from '@nestjs/common';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { dryRun } from './dry-run.js';
import { Reception } from './reception.js';
import { reportSchema } from './report.js';
import { chunksOf, type Upload } from './upload.js';

export class ImportQuery {
  /** The source of rows: with a row's `id` it identifies the item. A CloudEvent has its own. */
  @ForeignId(500) source!: string;
  /** The type of rows that name none. */
  @IsOptional() @IsIn(Object.keys(CUSTOMER_EVENTS)) type?: CustomerEventType;
  /** Checks every line, writes nothing, and answers 200 with the report. */
  @IsOptional() @IsBoolean() dryRun?: boolean;
}

const body = {
  type: 'string',
  description: `Lines of at most 1 MB, at most 2 GB in all. A line is a CloudEvent or a row: id, customerId, text, optional type, time and ${Object.keys(
    jsonSchemaOf(CUSTOMER_EVENTS['customer.feedback']).properties ?? {},
  )
    .slice(2)
    .join(', ')}.`,
};

@Controller()
export class ReceiveImport {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/imports',
    role: 'steward',
    summary:
      'Import a file of customer events. Answers when all of it is durable; GET /v1/imports/{id} shows how far it is.',
    streamed: true,
    query: ImportQuery,
    bodies: Object.fromEntries(STREAMED_TYPES.map(type => [type, body])),
    answer: { anyOf: [{ type: 'object', properties: { importId: { type: 'string', format: 'uuid' } } }, reportSchema] },
    problems: [409, 413, 415, 422],
  })
  async receive(
    @CheckedQuery(ImportQuery) query: ImportQuery,
    @StreamedBody() body: IncomingMessage,
    @Res({ passthrough: true }) reply: { status(code: number): void },
    @Who() principal: Principal,
  ): Promise<{ data: unknown }> {
    const { source, type = 'customer.feedback' } = query;
    const upload: Upload = { mediaType: mediaTypeOf(body), source, type, chunks: chunksOf(body) };
    const { tenantId, now, traceparent } = this.service.contextOf(principal);
    if (query.dryRun) {
      reply.status(200);
      const { privacy, vault } = this.service;
      return { data: await dryRun(upload, { tenantId, receivedAt: now, privacy, vault }, this.service.now) };
    }
    const key = { tenantId, importId: this.service.newId(principal, 'import') };
    const reception = new Reception(this.service, key, digestOf(body, query));
    await reception.take(upload, { actor: principal.subject, source, traceparent, now });
    return { data: { importId: key.importId } };
  }
}

function mediaTypeOf({ headers }: IncomingMessage): string {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new Problem('media-type-unknown', 'Send the file as it is, not compressed.');
  const [mediaType = ''] = String(headers['content-type']).toLowerCase().split(';');
  return mediaType.trim();
}

/** A digest of the request, keyed by its Idempotency-Key; the body is added while it is received. Null without a key. */
function digestOf({ headers }: IncomingMessage, query: ImportQuery): Hmac | null {
  const key = headers['idempotency-key'];
  if (key === undefined) return null;
  return createHmac('sha256', String(key)).update(JSON.stringify([headers['content-type'], query]));
}

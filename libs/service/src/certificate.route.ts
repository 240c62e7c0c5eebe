import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import type { Tombstone } from '@ckm/privacy';
import { Controller, Param } from '@nestjs/common';
import { type Certificate, type CertificatePart, LAPSES_LATER, stateOf } from './certificate.js';
import { customerOf, IN_PATH } from './customer.js';
import { Road } from './road.js';
import { Service } from './service.js';

const APPLIED = 'SELECT applied_at, rows, builds FROM erasure WHERE tenant_id = $1 AND erasure_id = $2';
const REWRITTEN = `SELECT name, CASE WHEN bool_and(state = 'retired') THEN max(since) END AS at
  FROM projection WHERE table_name = ANY ($1) GROUP BY name`;

type Applied = { applied_at: Date; rows: Record<string, number>; builds: string[] };

/** This service's part of the certificate; the console asks every service and puts the parts together. */
@Controller()
export class CertificateRoute {
  constructor(
    private readonly service: Service,
    private readonly road: Road,
  ) {}

  @Query({
    get: '/v1/subjects/:customerId/erasures/:erasureId',
    role: 'steward',
    summary: 'How far a person is forgotten, and what lapses later.',
    problems: [404],
  })
  async get(
    @Param('customerId') customer: string,
    @Param('erasureId', IdPipe) erasureId: string,
    @Who() { tenantId }: Principal,
  ): Promise<{ data: Certificate }> {
    const customerId = customerOf(tenantId, customer, IN_PATH);
    const tombstone = await this.service.tombstones.find(tenantId, erasureId);
    if (tombstone?.subject !== customerId) throw new Rejection('erasure-not-found');
    const services = [await this.partOf(tombstone)];
    const requestedAt = tombstone.at.toISOString();
    const state = stateOf(services);
    return { data: { erasureId, customerId, requestedAt, state, services, lapsesLater: LAPSES_LATER } };
  }

  private partOf(tombstone: Tombstone): Promise<CertificatePart> {
    const { name, sentOf } = this.road.definition;
    return this.service.read([], tombstone.tenantId, async client => {
      const { rows } = await client.query<Applied>(APPLIED, [tombstone.tenantId, tombstone.erasureId]);
      const [applied] = rows;
      return {
        service: name,
        appliedAt: applied?.applied_at.toISOString() ?? null,
        rows: applied?.rows ?? {},
        rewrittenAt: await this.rewrittenAt(applied?.builds ?? []),
        ...(sentOf && { sent: await sentOf(client, tombstone) }),
      };
    });
  }

  /** As the writer: builds hold the rows of all tenants, and readers see none of them. */
  private async rewrittenAt(builds: string[]): Promise<CertificatePart['rewrittenAt']> {
    const { rows } = await this.service.transaction(client =>
      client.query<{ name: string; at: Date | null }>(REWRITTEN, [builds]),
    );
    return Object.fromEntries(rows.map(({ name, at }) => [name, at?.toISOString() ?? null]));
  }
}

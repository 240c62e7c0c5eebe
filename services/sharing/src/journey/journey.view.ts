import { contractOf, EVENT_NAMES, type EventName } from '@ckm/contracts';
import { type RecordedEvent, Rejection, type RowChange, upsert, view } from '@ckm/event-sourcing';
import { IdPipe, isId, type Principal, Query, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { traceIdOf } from '@ckm/telemetry';
import { Controller, Param } from '@nestjs/common';
import { inCausalOrder, type Step } from './causal-order.js';

const stepsOf = (event: RecordedEvent): RowChange => {
  const contract = contractOf(event.type);
  return contract.items(event.data as never).map(itemId =>
    upsert(
      { item_id: itemId, event_id: event.id },
      {
        service: contract.service,
        type: event.type,
        recorded_at: event.recordedAt,
        position: String(event.position),
        stream_id: event.streamId,
        trace_id: traceIdOf(event.meta.traceparent),
        causation_id: event.meta.causationId,
        cause_id: isId(event.meta.causationId ?? '') ? event.meta.causationId : null,
      },
    ),
  );
};

/** Every event of every service that names the item. */
export const journey = view({
  name: 'item_journey',
  version: 2,
  columns: {
    item_id: 'uuid',
    event_id: 'uuid',
    service: 'text',
    type: 'text',
    recorded_at: 'timestamptz',
    position: 'bigint',
    stream_id: 'uuid',
    trace_id: 'text',
    causation_id: 'text',
    /** The same where it is an event's id, to join with; null where it is something else. */
    cause_id: 'uuid',
  },
  key: ['item_id', 'event_id'],
  indexes: ['cause_id'],
  on: Object.fromEntries(EVENT_NAMES.map(name => [name, stepsOf])) as Record<
    EventName,
    (event: RecordedEvent) => RowChange
  >,
});

@Controller()
export class JourneyRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/items/:id/journey',
    role: 'reader',
    summary: 'What happened to an item, in every service, in order.',
    problems: [404],
  })
  async get(
    @Param('id', IdPipe) id: string,
    @Who() { tenantId }: Principal,
  ): Promise<{ data: Step[]; page: { next: null } }> {
    const rows = await this.service.read([journey], tenantId, async client => {
      const { rows } = await client.query<Step>(
        `SELECT event_id AS "eventId", service, type, recorded_at AS "recordedAt", position::float8 AS position, stream_id AS "streamId",
           trace_id AS "traceId", causation_id AS "causationId"
         FROM item_journey WHERE tenant_id = $1 AND item_id = $2 ORDER BY recorded_at, item_journey.position, event_id`,
        [tenantId, id],
      );
      return rows;
    });
    if (rows.length === 0) throw new Rejection('item-not-found');
    return { data: inCausalOrder(rows), page: { next: null } };
  }
}

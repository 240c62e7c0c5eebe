import { Instant, ItemInterpreted, jsonSchemaOf } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { IdPipe, type Principal, Query, Who } from '@ckm/http';
import { currentThemes, Service, Themes, withdrawnItem } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsBoolean } from 'class-validator';
import { interpretationIdOf } from './identity.js';

class InterpretationNow extends ItemInterpreted {
  @Instant() interpretedAt!: string;
  @IsBoolean() withdrawn!: boolean;
  @IsBoolean() erased!: boolean;
}

/** The newest reading, from the interpretation's own stream, with themes as they are now. */
@Controller()
export class InterpretationRoute {
  constructor(private readonly service: Service) {}

  @Query({
    get: '/v1/interpretations/:itemId',
    role: 'reader',
    summary:
      'What the newest interpreter version reads in an item, and what people corrected of it; of one that was withdrawn, without its words.',
    answer: jsonSchemaOf(InterpretationNow, { erasable: true }),
    problems: [404],
  })
  async get(@Param('itemId', IdPipe) itemId: string, @Who() { tenantId }: Principal): Promise<{ data: unknown }> {
    const history = await this.service.events.readStream(tenantId, interpretationIdOf(tenantId, itemId));
    const newest = history.findLast(event => event.type === 'ItemInterpreted');
    if (!newest) throw new Rejection('interpretation-not-found');
    const { data } = newest;
    const { withdrawn, themes } = await this.now(tenantId, itemId);
    const read = {
      ...data,
      signals: withdrawn ? data.signals.map(signal => ({ ...signal, text: null })) : data.signals,
      themes: themes.shown(data.themes),
      nearestTheme: data.nearestTheme && themes.shown([data.nearestTheme])[0],
    };
    const interpretedAt = newest.recordedAt.toISOString();
    return { data: { ...read, interpretedAt, withdrawn, erased: newest.erased } };
  }

  private now(tenantId: string, itemId: string): Promise<{ withdrawn: boolean; themes: Themes }> {
    const sql = 'SELECT FROM withdrawn_item WHERE tenant_id = $1 AND item_id = $2';
    return this.service.read([withdrawnItem, currentThemes], tenantId, async client => ({
      withdrawn: (await client.query(sql, [tenantId, itemId])).rowCount === 1,
      themes: await Themes.of(client, tenantId),
    }));
  }
}

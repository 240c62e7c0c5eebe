import { NotBlank, Words } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { sealedUnder } from '@ckm/event-store';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsOptional } from 'class-validator';
import { NO_CORRECTIONS } from '../interpretation/corrections.js';
import { interpretationIdOf } from '../interpretation/identity.js';
import { categoriseInterpretation } from '../interpretation/interpretation.decider.js';
import { unlessGone } from '../interpretation/item-text.js';
import { describeTheme } from '../theme/theme.decider.js';
import { claimName, themeForName } from '../theme/theme-name.js';
import { type UncategorisedItem, uncategorisedItems } from './uncategorised-items.js';

/** Items that are handled concurrently, so that their commits can be grouped. */
const BATCH = 50;

export class MakeTheme {
  @Words(1, 200) @NotBlank() name!: string;
  /** Ignored where a theme of that name exists already. */
  @IsOptional() @Words(0, 2_000) description?: string | null;
}

interface Named {
  themeId: string;
  name: string;
}

@Controller()
export class MakeThemes {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/clusters/:clusterId/theme',
    role: 'steward',
    summary:
      'Make a theme of a cluster: its items get it, and what they say is what customers of the theme say. One that is called so already takes them. Called again, it goes on with what is left.',
    body: MakeTheme,
    answer: {
      type: 'object',
      properties: { themeId: { type: 'string', format: 'uuid' }, items: { type: 'integer' } },
      required: ['themeId', 'items'],
    },
    problems: [404, 409],
  })
  async make(
    @Param('clusterId', IdPipe) clusterId: string,
    @CheckedBody(MakeTheme) { name, description }: MakeTheme,
    @Who() principal: Principal,
  ): Promise<{ data: { themeId: string; items: number } }> {
    const items = await this.itemsOf(principal.tenantId, clusterId);
    const { themeId, known, isRepeat, upto } = await themeForName(this.service, principal, name);
    const named = { themeId, name: known?.name ?? name };
    // A repeated call after all items were done succeeds; but no theme is made of an empty cluster.
    if (items.length === 0 && !known) throw new Rejection('cluster-not-found');
    if (!known || isRepeat) await this.describe(principal, { themeId, name, upto }, description ?? '');
    const done = await this.categorise(principal, named, items);
    return { data: { themeId, items: done } };
  }

  /** @throws Rejection `cluster-not-found` */
  private async itemsOf(tenantId: string, clusterId: string): Promise<UncategorisedItem[]> {
    const sql = 'SELECT FROM cluster_item WHERE tenant_id = $1 AND cluster_id = $2 LIMIT 1';
    const { rowCount } = await this.service.read([], tenantId, client => client.query(sql, [tenantId, clusterId]));
    if (rowCount === 0) throw new Rejection('cluster-not-found');
    return (await uncategorisedItems(this.service, tenantId)).filter(item => item.clusterId === clusterId);
  }

  private async describe(
    principal: Principal,
    { themeId, name, upto }: Named & { upto: bigint },
    description: string,
  ): Promise<void> {
    const context = this.service.contextOf(principal);
    const described = { themeId, name, description, examples: [] };
    await claimName(this.service, { tenantId: principal.tenantId, themeId, name, upto }, handle =>
      handle(context, describeTheme, themeId, described),
    );
  }

  private async categorise(principal: Principal, named: Named, items: UncategorisedItem[]): Promise<number> {
    let done = 0;
    for (let at = 0; at < items.length; at += BATCH) {
      const put = items.slice(at, at + BATCH).map(item => this.put(principal, named, item));
      done += (await Promise.all(put)).filter(isNew => isNew).length;
    }
    return done;
  }

  /** @returns false where the item got a theme, was withdrawn or forgotten in the meantime */
  private async put(
    principal: Principal,
    { themeId, name }: Named,
    { itemId, keyIds }: UncategorisedItem,
  ): Promise<boolean> {
    const { events } = this.service;
    const said = { ...NO_CORRECTIONS, themes: [{ themeId, theme: name, confidence: 1 }] };
    const context = { ...this.service.contextOf(principal, 1), ...sealedUnder({ keyIds }) };
    const streamId = interpretationIdOf(principal.tenantId, itemId);
    const done = await unlessGone(events.handle(context, categoriseInterpretation, streamId, said));
    return done !== null && done.events.length > 0;
  }
}

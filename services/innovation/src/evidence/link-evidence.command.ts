import { type EvidenceLinked, Nested, type Signal, Span, type Stance, STANCES } from '@ckm/contracts';
import { Rejection } from '@ckm/event-sourcing';
import { sealedUnder } from '@ckm/event-store';
import { CheckedBody, Command, IdPipe, type Principal, Who } from '@ckm/http';
import { Service, withdrawnItem } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { readItem } from '../item/read-item.view.js';
import { opportunityOf } from '../opportunity/opportunities.view.js';
import { linkEvidenceByHand } from './evidence.decider.js';
import { evidenceOf, needsIn } from './need.js';
import { kinOf, sameEvidence } from './same-evidence.js';

export class LinkEvidence {
  @IsUUID() itemId!: string;
  /** The span of one of the item's signals. By default every need of the item is linked, or every signal where it has no need. */
  @Nested(() => Span, { optional: true }) span?: Span | null;
  /** SUPPORTS by default. */
  @IsOptional() @IsIn(STANCES) stance?: Stance | null;
}

interface ReadItem {
  itemId: string;
  customerId: string;
  signals: Signal[];
  /** The keys that the signals were decrypted with. */
  keyIds: string[];
  withdrawn: boolean;
  erased: boolean;
}

const ITEM = `SELECT item_id AS "itemId", customer_id AS "customerId", signals, key_ids AS "keyIds", withdrawn_at IS NOT NULL AS withdrawn, erased
  FROM read_item LEFT JOIN withdrawn_item USING (tenant_id, item_id) WHERE tenant_id = $1 AND item_id = $2`;

@Controller()
export class LinkEvidences {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/opportunities/:id/evidence',
    role: 'contributor',
    summary: "Link a customer's words as evidence: those of the signal at `span`; without one, every need of the item.",
    body: LinkEvidence,
    answer: {
      type: 'object',
      properties: {
        evidenceId: { type: 'string', format: 'uuid', description: 'The first, where several are linked.' },
        evidenceIds: { type: 'array', items: { type: 'string', format: 'uuid' } },
      },
      required: ['evidenceId', 'evidenceIds'],
    },
    problems: [404, 409],
  })
  async link(
    @Param('id', IdPipe) id: string,
    @CheckedBody(LinkEvidence) { itemId, span, stance }: LinkEvidence,
    @Who() principal: Principal,
  ): Promise<{ data: { evidenceId: string; evidenceIds: string[] } }> {
    const { tenantId } = principal;
    const { opportunityId, themeId } = await opportunityOf(this.service, tenantId, id);
    const item = await this.itemOf(tenantId, itemId);
    const { customerId } = item;
    const about = { opportunityId, themeId, itemId: item.itemId, customerId, stance: stance ?? 'SUPPORTS' };
    const links = signalsAt(item.signals, span ?? null).map(signal => evidenceOf(tenantId, about, signal));
    const kin = await kinOf(this.service, tenantId, opportunityId);
    const again = await Promise.all(links.map(link => this.removedWith(tenantId, kin, link)));
    const context = { ...this.service.contextOf(principal), ...sealedUnder(item) };
    // The own evidence last: it tells a request that comes again which others must be linked again.
    for (const link of [...again.flat(), ...links])
      await this.service.events.handle(context, linkEvidenceByHand, link.evidenceId, link);
    const evidenceIds = links.map(({ evidenceId }) => evidenceId);
    return { data: { evidenceId: evidenceIds[0]!, evidenceIds } };
  }

  /**
   * Evidence that one removal took from several merged themes is linked to all of them again, so that it is also there when the themes are
   * parted.
   */
  private async removedWith(tenantId: string, kin: string[], link: EvidenceLinked): Promise<EvidenceLinked[]> {
    const same = await sameEvidence(this.service, tenantId, kin, link);
    const own = same.find(({ evidenceId }) => evidenceId === link.evidenceId);
    return same
      .filter(one => one !== own && one.removedBy !== null && one.removedBy === own?.removedBy)
      .map(({ evidenceId, opportunityId, themeId }) => ({ ...link, evidenceId, opportunityId, themeId }));
  }

  private async itemOf(tenantId: string, itemId: string): Promise<ReadItem> {
    const [item] = await this.service.read(
      [readItem, withdrawnItem],
      tenantId,
      async client => (await client.query<ReadItem>(ITEM, [tenantId, itemId])).rows,
    );
    if (!item) throw new Rejection('item-not-found');
    if (item.withdrawn) throw new Rejection('item-withdrawn');
    if (item.erased) throw new Rejection('item-forgotten');
    return item;
  }
}

/** @throws Rejection `signal-not-found`, which lists the spans of the item's signals */
function signalsAt(signals: Signal[], span: Span | null): Signal[] {
  const meant = span
    ? signals.filter(one => one.span.start === span.start && one.span.end === span.end)
    : needsOrAll(signals);
  if (meant.length > 0) return meant;
  const places = signals.map(one => `${one.span.start}–${one.span.end}`).join(', ');
  throw new Rejection('signal-not-found', `The signals of this item stand at: ${places || 'nowhere'}.`);
}

function needsOrAll(signals: Signal[]): Signal[] {
  const needs = needsIn({ signals });
  return needs.length > 0 ? needs : signals;
}

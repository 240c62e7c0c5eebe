import type { Themes } from '@ckm/service';
import { IS_DECIDED, IS_READ } from '../evidence/evidence.view.js';
import { opportunityIdOf } from '../evidence/need.js';

/** Opportunity → all whose evidence it gathers: those of themes that are one with its own. None for those of a theme that stands alone. */
export type Gathered = Record<string, string[]>;

export const gatheredBy = (themes: Themes, tenantId: string): Gathered =>
  Object.fromEntries(
    themes.merged
      .map(kin => kin.map(themeId => opportunityIdOf(tenantId, { themeId })))
      .flatMap(kin => kin.map(opportunityId => [opportunityId, kin])),
  );

/**
 * SQL rows: the evidence that stands for an opportunity `o`; `$2` is what is gathered by whom. One signal may speak for several themes that are
 * one now: it does so once, as people linked it last, else not where they took it away, else as it was read.
 */
export const GATHERED = `(SELECT * FROM (
    SELECT DISTINCT ON (e.item_id, e.signal_type, e.span_start, e.span_end) * FROM evidence e
    WHERE e.tenant_id = o.tenant_id AND e.opportunity_id = ANY (
      o.opportunity_id || ARRAY (SELECT jsonb_array_elements_text($2::jsonb -> o.opportunity_id::text)::uuid))
      AND (${IS_DECIDED} OR ${IS_READ})
    ORDER BY e.item_id, e.signal_type, e.span_start, e.span_end, (e.by_hand AND e.removed_at IS NULL) DESC, ${IS_DECIDED} DESC, e.linked_at DESC, e.evidence_id
  ) AS e WHERE removed_at IS NULL)`;

import type { Themes } from '@ckm/service';
import { opportunityIdOf } from '../evidence/need.js';

/** Opportunity → all whose evidence it gathers: those of themes that are one with its own. None for those of a theme that stands alone. */
export type Gathered = Record<string, string[]>;

export const gatheredBy = (themes: Themes, tenantId: string): Gathered =>
  Object.fromEntries(
    themes.merged
      .map(kin => kin.map(themeId => opportunityIdOf(tenantId, { themeId })))
      .flatMap(kin => kin.map(opportunityId => [opportunityId, kin])),
  );

/** SQL condition on a row `e` of evidence and an opportunity `o`; `$2` is what is gathered by whom. */
export const IS_GATHERED = `e.tenant_id = o.tenant_id AND e.opportunity_id = ANY (
  o.opportunity_id || ARRAY (SELECT jsonb_array_elements_text($2::jsonb -> o.opportunity_id::text)::uuid))`;

/** One signal may speak for several themes that are one now: once for all of them, and rather as people said. */
export const ONCE = 'DISTINCT ON (e.item_id, e.signal_type, e.span_start, e.span_end)';
export const ONE_OF_EACH = 'e.item_id, e.signal_type, e.span_start, e.span_end, e.by_hand DESC, e.evidence_id';

import type { Themes } from '@ckm/service';
import { IS_BY_PEOPLE, IS_INTERPRETED, WITH_INTERPRETATION } from '../evidence/evidence.view.js';
import { opportunityIdOf } from '../evidence/need.js';

/**
 * Opportunity → those whose evidence it gathers: of its own theme and all themes merged with it. No entry where the theme is not merged.
 */
export type MergedOpportunities = Record<string, string[]>;

export const mergedOpportunities = (themes: Themes, tenantId: string): MergedOpportunities =>
  Object.fromEntries(
    themes.merged
      .map(kin => kin.map(themeId => opportunityIdOf(tenantId, { themeId })))
      .flatMap(kin => kin.map(opportunityId => [opportunityId, kin])),
  );

/** SQL row `asked`: the opportunities whose evidence is wanted. Its parameters are the tenant and `askedValues`. */
export const ASKED =
  '(SELECT $1::text AS tenant_id, $2::uuid[] AS alone, $3::uuid[] AS owners, $4::uuid[] AS members) AS asked';

/**
 * `alone` gather only their own evidence. For the others, `owners` and `members` are pairs: each with every one whose evidence it gathers.
 */
type Asked = [alone: string[], owners: string[], members: string[]];

export const askedValues = (opportunityIds: string[], merged: MergedOpportunities): Asked => [
  opportunityIds.filter(id => !merged[id]),
  opportunityIds.flatMap(id => (merged[id] ?? []).map(() => id)),
  opportunityIds.flatMap(id => merged[id] ?? []),
];

/**
 * SQL rows: the evidence that counts for opportunities which gather only their own.
 * @param which the right side of a condition on the opportunity's id
 */
export const unmergedEvidence = (which: string): string => `
  SELECT e.opportunity_id AS owner, e.* FROM evidence e ${WITH_INTERPRETATION}
  WHERE e.tenant_id = asked.tenant_id AND e.opportunity_id ${which} AND e.removed_at IS NULL AND (${IS_BY_PEOPLE} OR ${IS_INTERPRETED})`;

/**
 * SQL rows: the evidence that counts for the others. A signal that is evidence for several of the merged themes counts once: as people linked
 * it last; otherwise not at all where they removed it; otherwise as it was interpreted.
 */
export const MERGED_EVIDENCE = `
  SELECT * FROM (
    SELECT DISTINCT ON (k.owner, e.item_id, e.signal_type, e.span_start, e.span_end) k.owner, e.*
    FROM unnest(asked.owners, asked.members) AS k (owner, member)
    JOIN evidence e ON e.tenant_id = asked.tenant_id AND e.opportunity_id = k.member ${WITH_INTERPRETATION}
    WHERE ${IS_BY_PEOPLE} OR ${IS_INTERPRETED}
    ORDER BY k.owner, e.item_id, e.signal_type, e.span_start, e.span_end, (e.by_hand AND e.removed_at IS NULL) DESC, ${IS_BY_PEOPLE} DESC, e.linked_at DESC, e.evidence_id
  ) AS e WHERE removed_at IS NULL`;

/** SQL rows: the evidence that counts for each opportunity of a row `asked`; the opportunity is its `owner`. */
export const GATHERED_EVIDENCE = `(${unmergedEvidence('= ANY (asked.alone)')} UNION ALL ${MERGED_EVIDENCE})`;

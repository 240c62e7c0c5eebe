import type { Themes } from '@ckm/service';
import { IS_DECIDED, IS_READ, WITH_READING } from '../evidence/evidence.view.js';
import { opportunityIdOf } from '../evidence/need.js';

/** Opportunity → all whose evidence it gathers: those of themes that are one with its own. None for those of a theme that stands alone. */
export type Gathered = Record<string, string[]>;

export const gatheredBy = (themes: Themes, tenantId: string): Gathered =>
  Object.fromEntries(
    themes.merged
      .map(kin => kin.map(themeId => opportunityIdOf(tenantId, { themeId })))
      .flatMap(kin => kin.map(opportunityId => [opportunityId, kin])),
  );

/** SQL row `asked`: the opportunities whose evidence is asked for, with the values of `askedFor`. */
export const ASKED =
  '(SELECT $1::text AS tenant_id, $2::uuid[] AS alone, $3::uuid[] AS owners, $4::uuid[] AS members) AS asked';

/** Those that gather nobody else's evidence, and the others: each as often as it has members, and those. */
export type Asked = [alone: string[], owners: string[], members: string[]];

export const askedFor = (opportunityIds: string[], gathered: Gathered): Asked => [
  opportunityIds.filter(id => !gathered[id]),
  opportunityIds.flatMap(id => (gathered[id] ?? []).map(() => id)),
  opportunityIds.flatMap(id => gathered[id] ?? []),
];

/** SQL rows: the evidence that stands for an opportunity which gathers nobody else's. @param which of them, as a condition's right side */
export const aloneOf = (which: string): string => `
  SELECT e.opportunity_id AS owner, e.* FROM evidence e ${WITH_READING}
  WHERE e.tenant_id = asked.tenant_id AND e.opportunity_id ${which} AND e.removed_at IS NULL AND (${IS_DECIDED} OR ${IS_READ})`;

/**
 * SQL rows: the evidence that stands for the others. One signal may speak for several themes that are one now: it does so once, as people
 * linked it last, else not where they took it away, else as it was read.
 */
export const MERGED = `
  SELECT * FROM (
    SELECT DISTINCT ON (k.owner, e.item_id, e.signal_type, e.span_start, e.span_end) k.owner, e.*
    FROM unnest(asked.owners, asked.members) AS k (owner, member)
    JOIN evidence e ON e.tenant_id = asked.tenant_id AND e.opportunity_id = k.member ${WITH_READING}
    WHERE ${IS_DECIDED} OR ${IS_READ}
    ORDER BY k.owner, e.item_id, e.signal_type, e.span_start, e.span_end, (e.by_hand AND e.removed_at IS NULL) DESC, ${IS_DECIDED} DESC, e.linked_at DESC, e.evidence_id
  ) AS e WHERE removed_at IS NULL`;

/** SQL rows: the evidence that stands for each of the opportunities of a row `asked`, its `owner`. */
export const GATHERED = `(${aloneOf('= ANY (asked.alone)')} UNION ALL ${MERGED})`;

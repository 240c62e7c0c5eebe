import { currentThemes, withdrawnItem } from '@ckm/service';
import { evidence, IS_WITHDRAWN } from '../evidence/evidence.view.js';
import { readItem } from '../item/read-item.view.js';
import { supporters } from '../support/supporters.view.js';
import { GATHERED_EVIDENCE } from './gathered-evidence.js';

/** The views that VOICES reads. */
export const VOICE_VIEWS = [evidence, readItem, withdrawnItem, supporters, currentThemes];

/**
 * SQL join: reach, evidence and support of all opportunities of a row `asked`, counted at the time of the query. One query for all of them:
 * one by one, a thousand opportunities with a million pieces of evidence take half a minute. Evidence of withdrawn items does not count. Reach
 * is the number of distinct customers who have supporting evidence or gave an importance above 0.
 */
export const VOICES = `CROSS JOIN LATERAL (
  SELECT owner AS opportunity_id, count(DISTINCT customer_id) FILTER (WHERE stance = 'SUPPORTS' OR importance > 0)::int AS reach, count(stance)::int AS evidence,
    json_build_object('customers', count(*) FILTER (WHERE importance > 0), 'importance', coalesce(sum(importance), 0),
      'critical', count(*) FILTER (WHERE importance = 3)) AS support
  FROM (
    SELECT unnest(asked.alone || asked.owners) AS owner, NULL::uuid AS customer_id, NULL AS stance, NULL::int AS importance
    UNION ALL
    SELECT owner, customer_id, stance, NULL FROM ${GATHERED_EVIDENCE} AS e WHERE NOT ${IS_WITHDRAWN}
    UNION ALL
    SELECT s.opportunity_id, s.customer_id, NULL, s.importance FROM supporter s
    WHERE s.tenant_id = asked.tenant_id AND s.opportunity_id = ANY (asked.alone || asked.owners)
  ) AS voice GROUP BY owner) AS v`;

export interface Voices {
  reach: number;
  evidence: number;
  /** Customers who gave an importance above 0, the sum of their importances, and how many of them gave 3. */
  support: { customers: number; importance: number; critical: number };
}

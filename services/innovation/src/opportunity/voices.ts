import { currentThemes } from '@ckm/service';
import { evidence, IS_WITHDRAWN } from '../evidence/evidence.view.js';
import { readItem } from '../item/read-item.view.js';
import { withdrawnItem } from '../item/withdrawn-item.view.js';
import { supporters } from '../support/supporters.view.js';
import { GATHERED } from './gathered.js';

/** What VOICES reads. */
export const VOICE_VIEWS = [evidence, readItem, withdrawnItem, supporters, currentThemes];

/**
 * Counted whenever somebody asks, for all opportunities of a row `asked` together: one by one, a thousand of them with a million pieces of
 * evidence take half a minute. Evidence counts where it stands and its item was not withdrawn. Reach is the number of distinct customers of
 * evidence that supports, and of those who gave an importance above 0.
 */
export const VOICES = `CROSS JOIN LATERAL (
  SELECT owner AS opportunity_id, count(DISTINCT customer_id) FILTER (WHERE stance = 'SUPPORTS' OR importance > 0)::int AS reach, count(stance)::int AS evidence,
    json_build_object('customers', count(*) FILTER (WHERE importance > 0), 'importance', coalesce(sum(importance), 0),
      'critical', count(*) FILTER (WHERE importance = 3)) AS support
  FROM (
    SELECT unnest(asked.alone || asked.owners) AS owner, NULL::uuid AS customer_id, NULL AS stance, NULL::int AS importance
    UNION ALL
    SELECT owner, customer_id, stance, NULL FROM ${GATHERED} AS e WHERE NOT ${IS_WITHDRAWN}
    UNION ALL
    SELECT s.opportunity_id, s.customer_id, NULL, s.importance FROM supporter s
    WHERE s.tenant_id = asked.tenant_id AND s.opportunity_id = ANY (asked.alone || asked.owners)
  ) AS voice GROUP BY owner) AS v`;

export interface Voices {
  reach: number;
  evidence: number;
  /** How many customers it matters to, the sum of what they gave, and how many gave 3. */
  support: { customers: number; importance: number; critical: number };
}

import type { Gauge, Service } from '@ckm/service';

// The first pending delivery of each active subscription, by a partial index: very many may wait behind it.
const FIRST = (order: string): string =>
  `FROM subscription s, LATERAL (SELECT tried, next_at FROM delivery d
     WHERE d.subscription_id = s.subscription_id AND d.state = 'pending' ORDER BY ${order} LIMIT 1) AS first WHERE s.state = 'active'`;
const PARKED = "SELECT count(*) AS value FROM delivery WHERE state = 'parked'";
const FAILING = `SELECT count(*) FILTER (WHERE first.tried > 0) AS value ${FIRST('d.seq')}`;
const LATE = `SELECT greatest(0, extract(epoch FROM $1::timestamptz - min(first.next_at))) AS value ${FIRST('d.next_at')}`;

/** What receivers do not take, and what is sent late. */
export function deliveryGauges({ transaction, now }: Pick<Service, 'transaction' | 'now'>): Gauge[] {
  const ask = async (sql: string, values: unknown[] = []) => {
    const { rows } = await transaction(client => client.query<{ value: string | null }>(sql, values));
    return rows.map(({ value }) => ({ value: Number(value ?? 0), labels: {} }));
  };
  return [
    {
      name: 'ckm_deliveries_parked',
      description: 'Deliveries that were given up after three days',
      read: () => ask(PARKED),
    },
    {
      name: 'ckm_subscriptions_failing',
      description: 'Subscriptions whose receiver did not take what it was sent last',
      read: () => ask(FAILING),
    },
    {
      name: 'ckm_delivery_late_seconds',
      description: 'For how long the delivery that waits longest could have been sent',
      read: () => ask(LATE, [now()]),
    },
  ];
}

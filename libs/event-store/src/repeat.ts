import { type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Context, Sealer } from './event-store.js';

/** A context whose request digest is sealed under the tenant's key, as the log keeps it. */
export interface Sealed extends Context {
  /** The digest as the request came with it: older events, from before digests were sealed, hold it so. */
  bare?: string | undefined;
}

/** The log outlives an erasure: a digest under the client's key alone would confirm erased words to whoever guesses words and key. */
export async function sealRequest(sealer: Sealer, context: Context): Promise<Sealed> {
  const { tenantId, keyed } = context;
  if (!keyed) return context;
  const digest = await sealer.sameness(tenantId, keyed.digest);
  return { ...context, keyed: { id: keyed.id, digest }, bare: keyed.digest };
}

/** Whether the stream already holds an event of this request: the client missed the first answer. @throws Rejection `idempotency-key-reused` */
export function isRepeat({ keyed, bare }: Sealed, history: RecordedEvent[]): boolean {
  const first = keyed && history.find(({ meta }) => meta.keyed?.id === keyed.id)?.meta.keyed;
  if (first && ![keyed.digest, bare].includes(first.digest)) throw new Rejection('idempotency-key-reused');
  return Boolean(first);
}

import { type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Context, Sealer } from './event-store.js';

/** A context whose request is known by what the log may keep of it. */
export interface Sealed extends Context {
  /** The digest as the request came with it: events from before digests were sealed have that. */
  bare?: string | undefined;
}

/** The log outlives an erasure: a digest under the client's key alone would confirm the words to whoever guesses both. */
export async function sealRequest(sealer: Sealer, context: Context): Promise<Sealed> {
  const { tenantId, keyed } = context;
  if (!keyed) return context;
  const digest = await sealer.sameness(tenantId, keyed.digest);
  return { ...context, keyed: { id: keyed.id, digest }, bare: keyed.digest };
}

/** The client did not hear the first answer and asks again. @throws Rejection `idempotency-key-reused` */
export function isRepeat({ keyed, bare }: Sealed, history: RecordedEvent[]): boolean {
  const first = keyed && history.find(({ meta }) => meta.keyed?.id === keyed.id)?.meta.keyed;
  if (first && ![keyed.digest, bare].includes(first.digest)) throw new Rejection('idempotency-key-reused');
  return Boolean(first);
}

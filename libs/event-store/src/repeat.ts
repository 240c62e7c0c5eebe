import { type RecordedEvent, Rejection } from '@ckm/event-sourcing';
import type { Context } from './event-store.js';

/** The client did not hear the first answer and asks again. @throws Rejection `idempotency-key-reused` */
export function isRepeat({ keyed }: Context, history: RecordedEvent[]): boolean {
  const first = keyed && history.find(({ meta }) => meta.keyed?.id === keyed.id);
  if (first && first.meta.keyed?.digest !== keyed.digest) throw new Rejection('idempotency-key-reused');
  return Boolean(first);
}

import type { View } from '@ckm/event-sourcing';
import { withdrawnItem } from '@ckm/service';

/** Withdrawn items, under the name of the table here. The feed cannot tell: it shows neither these nor items that are still to come. */
export const withdrawals: View = { ...withdrawnItem, name: 'withdrawal' };

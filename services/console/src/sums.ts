import { contractOf, type ServiceName } from '@ckm/contracts';

const ITEMS = contractOf('KnowledgeItemCaptured');

/** It alone knows how many items there are. */
export const CAPTURES: ServiceName = ITEMS.service;

/** The parts of a service's status that the sums are made of; none is told to who does not run the installation. */
export interface Counted {
  lanes?: { topic: string; lagEvents: number }[];
  sums?: { items?: number; views?: Arrived[] };
}

interface Arrived {
  view: string;
  shown: number;
  withdrawn: number;
  erased: number;
  parked: number;
  behind: number | null;
}

export interface ViewSum extends Omit<Arrived, 'behind'> {
  /** Null, like what follows from it, while capture does not answer, or has too much to count. */
  captured: number | null;
  inFlight: number | null;
  /** False: items are missing that are not on their way, or there are more than were captured. */
  balanced: boolean | null;
}

/**
 * captured = shown + withdrawn + erased + parked + in flight. Capture was asked before and after the service of the views: what it had
 * captured before and what did not come must wait in its lane or on the topic; what it has captured since may be on its way too.
 */
export function withSums(status: Counted, before?: Counted, after?: Counted): object {
  const views = status.sums?.views?.map(view => viewSumOf(view, counted(before), counted(after)));
  return views ? { ...status, sums: { ...status.sums, views } } : status;
}

const counted = (status?: Counted): Counted | undefined => (status?.sums?.items === undefined ? undefined : status);

function viewSumOf({ behind, ...arrived }: Arrived, before?: Counted, after?: Counted): ViewSum {
  if (!before || !after) return { ...arrived, captured: null, inFlight: null, balanced: null };
  const { shown, withdrawn, erased, parked } = arrived;
  const captured = itemsOf(after);
  const inFlight = captured - shown - withdrawn - erased - parked;
  const unsent = before.lanes?.find(lane => lane.topic === ITEMS.topic)?.lagEvents ?? 0;
  const mayBe = unsent + (behind ?? Infinity) + captured - itemsOf(before);
  return { ...arrived, captured, inFlight, balanced: inFlight >= 0 && inFlight <= mayBe };
}

const itemsOf = ({ sums }: Counted): number => sums?.items ?? 0;

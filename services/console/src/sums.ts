import { contractOf, type ServiceName } from '@ckm/contracts';

const ITEMS = contractOf('KnowledgeItemCaptured');

/** It alone knows how many items there are. */
export const CAPTURES: ServiceName = ITEMS.service;

/** The parts of a service's status that the sums are made of; none is told to who does not run the installation. */
export interface Counted {
  lanes?: { topic: string; lagEvents: number }[];
  /** Of a view that could not be counted in time only the name. */
  sums?: { items?: number; views?: ({ view: string } | Arrived)[] };
}

interface Arrived {
  view: string;
  shown: number;
  withdrawn: number;
  erased: number;
  parked: number;
  behind: number | null;
}

export interface ViewSum extends Partial<Omit<Arrived, 'behind'>> {
  view: string;
  /** Null, like what follows from it, while capture does not answer, or it or the view has too much to count. */
  captured: number | null;
  inFlight: number | null;
  /** False: items are missing that are not on their way, or there are more than were captured. */
  balanced: boolean | null;
}

const UNKNOWN = { captured: null, inFlight: null, balanced: null };

/**
 * captured = shown + withdrawn + erased + parked + in flight. Capture was asked before and after the service of the views: what it had
 * captured before and what did not come must wait in its lane or on the topic; what it has captured since may be on its way too.
 */
export function withSums(status: Counted, before?: Counted, after?: Counted): object {
  const views = status.sums?.views?.map(view =>
    'shown' in view ? viewSumOf(view, counted(before), counted(after)) : { ...view, ...UNKNOWN },
  );
  return views ? { ...status, sums: { ...status.sums, views } } : status;
}

const counted = (status?: Counted): Counted | undefined => (status?.sums?.items === undefined ? undefined : status);

function viewSumOf({ behind, ...arrived }: Arrived, before?: Counted, after?: Counted): ViewSum {
  if (!before || !after) return { ...arrived, ...UNKNOWN };
  const { shown, withdrawn, erased, parked } = arrived;
  const captured = itemsOf(after);
  const inFlight = captured - shown - withdrawn - erased - parked;
  const unsent = before.lanes?.find(lane => lane.topic === ITEMS.topic)?.lagEvents ?? 0;
  const mayBe = unsent + (behind ?? Infinity) + captured - itemsOf(before);
  return { ...arrived, captured, inFlight, balanced: inFlight >= 0 && inFlight <= mayBe };
}

const itemsOf = ({ sums }: Counted): number => sums?.items ?? 0;

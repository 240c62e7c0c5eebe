import { contractOf, type ServiceName } from '@ckm/contracts';

const ITEMS = contractOf('KnowledgeItemCaptured');

/** The service whose log says how many items there are. */
export const CAPTURE: ServiceName = ITEMS.service;

/** What the sums are made of, from a service's status; missing where the caller may not see it. */
export interface Counted {
  lanes?: { topic: string; lagEvents: number }[];
  /** A view that could not be counted in time has only its name. */
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
  /** This and what follows from it is null when capture does not answer, or when it or the view could not be counted in time. */
  captured: number | null;
  inFlight: number | null;
  /** False when items are missing that are not on their way, or when there are more than were captured. */
  balanced: boolean | null;
}

const UNKNOWN = { captured: null, inFlight: null, balanced: null };

/**
 * captured = shown + withdrawn + erased + parked + in flight. The numbers are not of one moment: capture was asked before and after the
 * service of the views. In flight may be what had not been sent before (`unsent`), what waits on the topic (`behind`), and what was captured
 * in between.
 * @param before capture's status from before the other services were asked
 * @param after capture's status from afterwards
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
  const mostInFlight = unsent + (behind ?? Infinity) + captured - itemsOf(before);
  return { ...arrived, captured, inFlight, balanced: inFlight >= 0 && inFlight <= mostInFlight };
}

const itemsOf = ({ sums }: Counted): number => sums?.items ?? 0;

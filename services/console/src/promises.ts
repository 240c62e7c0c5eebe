import { type ServiceName, SERVICES, topicsOf } from '@ckm/contracts';
import { CAPTURE, type ViewSum } from './sums.js';

interface Promised {
  name: string;
  /** Null when it was not checked. */
  holds: boolean | null;
  /** How many things were looked at. This and what else is optional is told only to stewards of the installation's own tenant. */
  checked?: number;
  broken: { position?: number; detail: string }[];
}

/** What a service can verify about itself. */
export interface Verified {
  epoch?: string;
  applied?: { slice: string; topic: string; partition: number; epoch: string | null; highWater: number }[];
  promises: Promised[];
}

export interface OfService {
  service: ServiceName;
  answers: boolean;
  head?: number;
  sums?: { intake?: { received: number; unanswered: number; balanced: boolean }; views?: ViewSum[] };
}

/** The promises that no service can verify alone, as far as the caller is told the numbers that they need. */
export function promisesOf(
  service: ServiceName,
  verified: Map<ServiceName, Verified | undefined>,
  statuses: OfService[],
): Promised[] {
  const { sums, head } = statuses.find(one => one.service === service) ?? {};
  return [
    ...(statuses.some(one => one.head !== undefined) ? [nothingAhead(service, verified, statuses)] : []),
    ...(service === CAPTURE && head !== undefined ? [intake(sums?.intake)] : []),
    ...(sums?.views ?? []).map(shown),
  ];
}

const promised = (name: string, checked: number, broken: Promised['broken']): Promised => ({
  name,
  holds: broken.length === 0,
  checked,
  broken,
});

const notCounted = (name: string): Promised => ({
  ...promised(name, 0, [{ detail: 'not known: not counted in time, or capture does not answer' }]),
  holds: null,
});

/** Broken after a restore of an older log: consumers have read events that it does not hold any more. */
function nothingAhead(
  service: ServiceName,
  verified: Map<ServiceName, Verified | undefined>,
  statuses: OfService[],
): Promised {
  const { applied = [] } = verified.get(service) ?? {};
  const broken = applied.flatMap(({ slice, topic, partition, epoch, highWater }) => {
    const producer = SERVICES.find(name => topicsOf(name).includes(topic)) ?? service;
    const log = verified.get(producer);
    const head = statuses.find(one => one.service === producer)?.head;
    const where = `${slice} has read ${topic}/${partition}`;
    if (log && log.epoch !== epoch) return [{ position: highWater, detail: `${where} of another log of ${producer}` }];
    if (head === undefined || highWater <= head) return [];
    return [{ position: highWater, detail: `${where} to ${highWater}, the log of ${producer} ends at ${head}` }];
  });
  return promised('nobody has read more than there is', applied.length, broken);
}

function intake(sum: NonNullable<OfService['sums']>['intake']): Promised {
  const name = 'what was received is in the log, in quarantine, or was answered for';
  if (!sum) return notCounted(name);
  const { received, unanswered, balanced } = sum;
  const detail = `something that was answered for is not there; of ${received}, ${unanswered} unanswered`;
  return promised(name, received, balanced ? [] : [{ detail }]);
}

function shown({ view, captured, inFlight, balanced }: ViewSum): Promised {
  const name = `${view} accounts for every item`;
  if (balanced === null) return notCounted(name);
  const detail = `${inFlight} of ${captured} items are neither in the view nor on their way`;
  return promised(name, captured ?? 0, balanced ? [] : [{ detail }]);
}

/** One event in the journey of an item. */
export interface Step {
  eventId: string;
  service: string;
  type: string;
  recordedAt: Date;
  /** Its position in the log of its service. */
  position: number;
  streamId: string;
  traceId: string | null;
  causationId: string | null;
}

/** By recorded time, but no effect before its cause: the clocks of two machines may differ. @param steps by recorded time */
export function inCausalOrder(steps: Step[]): Step[] {
  const waiting = new Map(steps.map(step => [step.eventId, step]));
  const ordered: Step[] = [];
  const add = (step: Step): void => {
    if (!waiting.delete(step.eventId)) return;
    const cause = waiting.get(step.causationId ?? '');
    if (cause) add(cause);
    ordered.push(step);
  };
  steps.forEach(add);
  return ordered;
}

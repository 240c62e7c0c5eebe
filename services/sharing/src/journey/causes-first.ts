/** One event on an item's way. */
export interface Step {
  eventId: string;
  service: string;
  type: string;
  recordedAt: Date;
  /** In the log of its service. */
  position: number;
  streamId: string;
  traceId: string | null;
  causationId: string | null;
}

/** The order of recorded time, but never before the cause: clocks of two machines may differ. */
export function causesFirst(steps: Step[]): Step[] {
  const waiting = new Map(steps.map(step => [step.eventId, step]));
  const ordered: Step[] = [];
  const place = (step: Step): void => {
    if (!waiting.delete(step.eventId)) return;
    const cause = waiting.get(step.causationId ?? '');
    if (cause) place(cause);
    ordered.push(step);
  };
  steps.forEach(place);
  return ordered;
}

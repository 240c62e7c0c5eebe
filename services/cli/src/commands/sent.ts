import type { Call } from '../call.js';
import { Ending, EXIT } from '../ending.js';

const LOOK_EVERY_MS = 500;

interface Status {
  service: string;
  lanes?: { topic: string; checkpoint: number; failure: string | null }[];
}

/** Until a service has sent its log so far. @throws Ending when who asks is not told how far it is */
export async function untilSent(call: Call, service: string, head: number): Promise<void> {
  for (;;) {
    const all = await call.origin().get<Status[]>('/v1/ops/status');
    const lanes = all.find(one => one.service === service)?.lanes;
    if (!lanes) throw new Ending(EXIT.no, `${service} does not tell how far it has sent its log`);
    const least = Math.min(...lanes.map(({ checkpoint }) => checkpoint));
    if (lanes.length > 0 && least >= head) return call.progress.end();
    call.progress.show(lanes.length > 0 ? least : 0, head, `${service} sends its log`);
    await call.io.rest(LOOK_EVERY_MS);
  }
}

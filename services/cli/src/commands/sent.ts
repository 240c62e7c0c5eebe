import type { Call } from '../call.js';
import { EXIT, ExitError } from '../exit.js';

interface Lane {
  topic: string;
  checkpoint: number;
  failure: string | null;
}

interface Status {
  service: string;
  lanes?: Lane[];
}

/** A service publishes its log up to the position `head` to these topics. */
interface Sending {
  service: string;
  topics: string[];
  head: number;
}

/**
 * Waits until everything is sent. A topic that cannot be written is retried without end; its failure is printed once.
 * @throws ExitError when the token may not see how far the service is
 */
export async function untilSent(call: Call, { service, topics, head }: Sending): Promise<void> {
  const said = new Set<string>();
  await call.until(async () => {
    const all = await call.api().get<Status[]>('/v1/ops/status');
    const lanes = all.find(one => one.service === service)?.lanes;
    if (!lanes) throw new ExitError(EXIT.no, `${service} does not tell how far it has sent its log`);
    const ofThese = lanes.filter(({ topic }) => topics.includes(topic));
    const least = ofThese.length < topics.length ? 0 : Math.min(...ofThese.map(({ checkpoint }) => checkpoint));
    if (least >= head) return true;
    for (const lane of ofThese) sayFailure(call, lane, said);
    call.progress.show(least, head, `${service} sends its log`);
    return null;
  });
  call.progress.end();
}

function sayFailure(call: Call, { topic, failure }: Lane, said: Set<string>): void {
  const line = `${topic} cannot be written, and is tried again: ${failure}\n`;
  if (failure === null || said.has(line)) return;
  said.add(line);
  call.progress.end();
  call.io.complain(line);
}

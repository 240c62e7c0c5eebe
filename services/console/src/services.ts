import { SERVICES, type ServiceName } from '@ckm/contracts';
import { type Code, Problem } from '@ckm/http';
import { currentTrace } from '@ckm/telemetry';

const TIMEOUT_MS = 5_000;

/** HTTP client of the services. */
export class Services {
  constructor(private readonly urls: Record<ServiceName, string>) {}

  urlOf(service: ServiceName): string {
    return this.urls[service];
  }

  /**
   * Sends the same GET to several services.
   * @returns the answer of each; null where a service does not answer, which must be shown as such, never as zero
   * @throws Problem when a service refuses the request: not found, invalid, or rate limited
   */
  async ask<T>(
    path: string | ((service: ServiceName) => string),
    authorization: string,
    { services = SERVICES, timeoutMs }: { services?: readonly ServiceName[]; timeoutMs?: number } = {},
  ): Promise<[ServiceName, T | null][]> {
    const pathOf = typeof path === 'string' ? () => path : path;
    return Promise.all(
      services.map(async (name): Promise<[ServiceName, T | null]> => [
        name,
        await this.askOne<T>(name, pathOf(name), { authorization, timeoutMs }),
      ]),
    );
  }

  async askOne<T>(
    name: ServiceName,
    path: string,
    { authorization, timeoutMs = TIMEOUT_MS }: { authorization: string; timeoutMs?: number | undefined },
  ): Promise<T | null> {
    const headers = { authorization, traceparent: currentTrace() ?? '' };
    const answer = await fetch(this.urls[name] + path, { headers, signal: AbortSignal.timeout(timeoutMs) }).catch(
      () => null,
    );
    if (answer === null) return null;
    const body = (await answer.json().catch(() => null)) as T | { code?: Code } | null;
    if (answer.ok) return body as T;
    throwRefusal(answer, body as { code?: Code } | null);
    return null;
  }
}

/** Other refusals count as no answer. @throws Problem where the caller can do something about it */
function throwRefusal({ status, headers }: Response, body: { code?: Code } | null): void {
  if (!body?.code || ![400, 404, 429].includes(status)) return;
  const retryAfterS = Number(headers.get('retry-after')) || null;
  throw new Problem(body.code, undefined, [], retryAfterS);
}

import { SERVICES, type ServiceName } from '@ckm/contracts';
import { type Code, Problem } from '@ckm/http';
import { currentTrace } from '@ckm/telemetry';

const PATIENCE_MS = 5_000;

/** Asks every service the same question. */
export class Services {
  constructor(private readonly urls: Record<ServiceName, string>) {}

  urlOf(service: ServiceName): string {
    return this.urls[service];
  }

  /**
   * Null stands for a service that does not answer: it is shown as such, never as zero.
   * @throws Problem when a service does not know what is asked for, cannot read it, or was asked too often
   */
  async ask<T>(
    path: string | ((service: ServiceName) => string),
    authorization: string,
    { services = SERVICES, patience }: { services?: readonly ServiceName[]; patience?: number } = {},
  ): Promise<[ServiceName, T | null][]> {
    const pathOf = typeof path === 'string' ? () => path : path;
    return Promise.all(
      services.map(async (name): Promise<[ServiceName, T | null]> => [
        name,
        await this.askOne<T>(name, pathOf(name), { authorization, patience }),
      ]),
    );
  }

  async askOne<T>(
    name: ServiceName,
    path: string,
    { authorization, patience = PATIENCE_MS }: { authorization: string; patience?: number | undefined },
  ): Promise<T | null> {
    const headers = { authorization, traceparent: currentTrace() ?? '' };
    const answer = await fetch(this.urls[name] + path, { headers, signal: AbortSignal.timeout(patience) }).catch(
      () => null,
    );
    if (answer === null) return null;
    const body = (await answer.json().catch(() => null)) as T | { code?: Code } | null;
    if (answer.ok) return body as T;
    throwRefusal(answer, body as { code?: Code } | null);
    return null;
  }
}

/** @throws Problem where it is for who asks to know */
function throwRefusal({ status, headers }: Response, body: { code?: Code } | null): void {
  if (!body?.code || ![400, 404, 429].includes(status)) return;
  const retryAfterS = Number(headers.get('retry-after')) || null;
  throw new Problem(body.code, undefined, [], retryAfterS);
}

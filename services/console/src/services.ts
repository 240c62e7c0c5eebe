import { SERVICES, type ServiceName } from '@ckm/contracts';
import { currentTrace } from '@ckm/telemetry';

const PATIENCE_MS = 5_000;

/** Asks every service the same question. */
export class Services {
  constructor(private readonly urls: Record<ServiceName, string>) {}

  urlOf(service: ServiceName): string {
    return this.urls[service];
  }

  /** Null stands for a service that does not answer: it is shown as such, never as zero. */
  async ask<T>(path: string, authorization: string, patience?: number): Promise<[ServiceName, T | null][]> {
    return Promise.all(
      SERVICES.map(async (name): Promise<[ServiceName, T | null]> => [
        name,
        await this.askOne<T>(name, path, { authorization, patience }),
      ]),
    );
  }

  async askOne<T>(
    name: ServiceName,
    path: string,
    { authorization, patience = PATIENCE_MS }: { authorization: string; patience?: number | undefined },
  ): Promise<T | null> {
    const headers = { authorization, traceparent: currentTrace() ?? '' };
    try {
      const answer = await fetch(this.urls[name] + path, { headers, signal: AbortSignal.timeout(patience) });
      return answer.ok ? ((await answer.json()) as T) : null;
    } catch {
      return null;
    }
  }
}

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
  async ask<T>(path: string, authorization: string): Promise<[ServiceName, T | null][]> {
    return Promise.all(
      SERVICES.map(async name => [name, await this.askOne<T>(name, path, authorization)] as [ServiceName, T | null]),
    );
  }

  async askOne<T>(name: ServiceName, path: string, authorization: string): Promise<T | null> {
    const headers = { authorization, traceparent: currentTrace() ?? '' };
    try {
      const answer = await fetch(this.urls[name] + path, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
      return answer.ok ? ((await answer.json()) as T) : null;
    } catch {
      return null;
    }
  }
}

import { SERVICES, type ServiceName } from '@ckm/contracts';
import { CheckedQuery, Query, VerifyQuery } from '@ckm/http';
import { Controller, Headers } from '@nestjs/common';
import { Services } from './services.js';
import { CAPTURE, type Counted, withSums } from './sums.js';
import { type OfService, promisesOf, type Verified } from './promises.js';

/** Enough for logs of some millions of events. */
const VERIFY_TIMEOUT_MS = 280_000;

@Controller()
export class StatusRoutes {
  constructor(private readonly services: Services) {}

  @Query({
    get: '/v1/ops/status',
    role: 'reader',
    summary:
      'Per service, to stewards of the tenant whose installation it is: lanes, consumers, lag, parked, quarantined, sums. To others: what was parked and quarantined of theirs.',
  })
  async status(@Headers('authorization') authorization: string): Promise<{ data: OfService[] }> {
    // Capture is asked before and after the others: see `withSums`.
    const before = await this.statusOf(CAPTURE, authorization);
    const others = await Promise.all(
      SERVICES.filter(name => name !== CAPTURE).map(
        async name => [name, await this.statusOf(name, authorization)] as const,
      ),
    );
    const after = await this.statusOf(CAPTURE, authorization);
    const data = [[CAPTURE, after] as const, ...others].map(([service, status]) => ({
      service,
      answers: status !== undefined,
      ...(status && withSums(status, before, after)),
    }));
    return { data };
  }

  @Query({
    get: '/v1/ops/verify',
    role: 'steward',
    query: VerifyQuery,
    summary:
      'Per service: every promise, looked at in the rows, and what breaks it; to stewards of the tenant whose installation it is, with how many were looked at. Takes as long as the logs are.',
  })
  async verify(
    @CheckedQuery(VerifyQuery) { views = true }: VerifyQuery,
    @Headers('authorization') authorization: string,
  ): Promise<{ data: object[] }> {
    const answers = await this.services.ask<{ data: Verified }>(`/v1/ops/verify?views=${views}`, authorization, {
      timeoutMs: VERIFY_TIMEOUT_MS,
    });
    const verified = new Map(answers.map(([service, answer]) => [service, answer?.data]));
    // The heads are read after the high-water marks: a log that is intact can only have grown in between.
    const { data: statuses } = await this.status(authorization);
    const data = answers.map(([service, answer]) => ({
      service,
      answers: answer !== null,
      ...(answer && { promises: [...answer.data.promises, ...promisesOf(service, verified, statuses)] }),
    }));
    return { data };
  }

  private async statusOf(service: ServiceName, authorization: string): Promise<Counted | undefined> {
    return (await this.services.askOne<{ data: Counted }>(service, '/v1/ops/status', { authorization }))?.data;
  }
}

import { IdPipe, Query } from '@ckm/http';
import type { Certificate } from '@ckm/service/certificate';
import { Controller, Headers, Param } from '@nestjs/common';
import { mergedCertificate } from './certificate.js';
import { Services } from './services.js';

@Controller()
export class ErasureRoutes {
  constructor(private readonly services: Services) {}

  @Query({
    get: '/v1/subjects/:customerId/erasures/:erasureId',
    role: 'steward',
    summary: 'How far a person is forgotten, in every service.',
    problems: [404],
  })
  async certificate(
    @Param('customerId') customerId: string,
    @Param('erasureId', IdPipe) erasureId: string,
    @Headers('authorization') authorization: string,
  ): Promise<{ data: Certificate }> {
    const path = `/v1/subjects/${encodeURIComponent(customerId)}/erasures/${erasureId}`;
    return { data: mergedCertificate(await this.services.ask<{ data: Certificate }>(path, authorization)) };
  }
}

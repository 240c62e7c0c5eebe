import type { JsonSchema } from '@ckm/contracts';
import { Command, type Principal, Who } from '@ckm/http';
import { customerOf, IN_PATH, Service } from '@ckm/service';
import { Controller, Param, Res } from '@nestjs/common';

interface Forgetting {
  erasureId: string;
  /** The path of its certificate, which tells how far the erasure is. */
  certificate: string;
}

const answer: JsonSchema = {
  type: 'object',
  properties: { erasureId: { type: 'string', format: 'uuid' }, certificate: { type: 'string' } },
  required: ['erasureId', 'certificate'],
};

/** Crypto-shredding: the person's key is destroyed at once; what the services derived from the words is erased when they are told. */
@Controller()
export class ForgetSubject {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/subjects/:customerId/erasure',
    role: 'steward',
    summary:
      'Forget a person: the words, the name, the account and the ids that sources gave the records leave everything but what the certificate names (`lapsesLater`); the UUIDs made of those ids stay. Again, with nothing new kept, it is the same erasure.',
    answer,
  })
  async forget(
    @Param('customerId') customer: string,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): void },
    @Who() principal: Principal,
  ): Promise<{ data: Forgetting }> {
    const { tenantId, subject: actor } = principal;
    const customerId = customerOf(tenantId, customer, IN_PATH);
    const { erasureId } = await this.service.tombstones.forget({
      tenantId,
      subject: customerId,
      erasureId: this.service.newId(principal, 'erasure'),
      actor,
      at: this.service.now(),
    });
    const certificate = `/v1/subjects/${customerId}/erasures/${erasureId}`;
    reply.header('location', certificate);
    return { data: { erasureId, certificate } };
  }
}

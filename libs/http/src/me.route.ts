import { Controller } from '@nestjs/common';
import type { Principal } from './access.js';
import { Query, Who } from './route.js';

/** Tells pages whose token they hold, and so what they may offer, whatever its issuer calls the claims. */
@Controller()
export class MeRoute {
  @Query({ get: '/v1/me', role: 'reader', summary: 'Whose token it is, of which tenant, and with which role.' })
  me(@Who() { subject, tenantId, role }: Principal): { data: Pick<Principal, 'subject' | 'tenantId' | 'role'> } {
    return { data: { subject, tenantId, role } };
  }
}

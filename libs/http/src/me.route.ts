import { Controller } from '@nestjs/common';
import type { Principal } from './access.js';
import { Query, Who } from './route.js';

/** Pages ask it for what they may offer: whatever an issuer calls the claims, here they are what was made of them. */
@Controller()
export class MeRoute {
  @Query({ get: '/v1/me', role: 'reader', summary: 'Whose token it is, of which tenant, and with which role.' })
  me(@Who() { subject, tenantId, role }: Principal): { data: Pick<Principal, 'subject' | 'tenantId' | 'role'> } {
    return { data: { subject, tenantId, role } };
  }
}

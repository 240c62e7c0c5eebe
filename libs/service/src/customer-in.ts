import { Problem } from '@ckm/http';
import { customerNamed } from '@ckm/privacy';

/** The customer that a path names. @throws Problem `request-invalid` */
export function customerIn(tenantId: string, name: string): string {
  const customerId = customerNamed(tenantId, name);
  if (customerId === null) throw new Problem('request-invalid', 'A customer is a UUID or external:<id>.');
  return customerId;
}

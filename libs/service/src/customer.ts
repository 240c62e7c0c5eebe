import { CustomerIdentity, faultsOf, UUID } from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';

/** For `customerOf`, where a path names the customer. */
export const IN_PATH = { code: 'request-invalid', pointer: '/customerId' } as const;

/**
 * The UUID of a customer that a path or a filter names by that UUID, in either case, or by `external:<id>`, the id in the upstream system.
 * @throws Problem of this code, with the pointer, when it is neither
 */
export function customerOf(
  tenantId: string,
  customer: string,
  { code, pointer }: { code: 'body-invalid' | 'query-invalid' | 'request-invalid'; pointer: string },
): string {
  const [, external = ''] = /^external:(.+)$/s.exec(customer) ?? [];
  if (isExternalId(external)) return customerIdOf(tenantId, external);
  if (UUID.test(customer.toLowerCase())) return customer.toLowerCase();
  throw new Problem(code, undefined, [{ pointer, rule: 'format', detail: 'is a UUID or external:<id>' }]);
}

/** The ids that customer events may carry. */
const isExternalId = (customerId: string): boolean => faultsOf(CustomerIdentity, { customerId }).length === 0;

import { isStorable, UUID } from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { customerIdOf } from '@ckm/privacy';

/** Where a path names a customer. */
export const IN_PATH = { code: 'request-invalid', pointer: '/customerId' } as const;

/**
 * A customer as routes and filters take one: the UUID, or `external:<id>` with the id that upstream systems know.
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

/** As customer events may bear it. */
const isExternalId = (id: string): boolean => id !== '' && isStorable(id) && [...id].length <= 200;

import type { ServiceName } from '@ckm/contracts';
import { type Code, Problem } from '@ckm/http';

/** Ids and names of all services are listed together: each bears its service in front, `sharing.17`. */
export const qualified = (service: ServiceName, id: string | number): string => `${service}.${id}`;

/** @throws Problem of this code unless it is of this service and of this form */
export function unqualified(service: ServiceName, given: string, [form, code]: [form: RegExp, code: Code]): string {
  const id = given.startsWith(`${service}.`) ? given.slice(service.length + 1) : '';
  if (!form.test(id)) throw new Problem(code);
  return id;
}

import { type Class, faultsOf } from '@ckm/contracts';
import type { Code } from './codes.js';
import { Problem } from './problem.js';

/**
 * What a client sent, checked against its class.
 * @param below where it stands in what was sent: `/data`
 * @throws Problem with a pointer per fault; `text-not-storable` where a text cannot be kept as it is
 */
export function checked<T extends object>(type: Class<T>, document: unknown, code: Code, below = ''): T {
  const faults = faultsOf(type, document).map(fault => ({ ...fault, pointer: below + fault.pointer }));
  if (faults.some(({ rule }) => rule === 'storable')) throw new Problem('text-not-storable', undefined, faults);
  if (faults.length > 0) throw new Problem(code, undefined, faults);
  return document as T;
}

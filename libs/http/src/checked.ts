import { type Class, faultsOf } from '@ckm/contracts';
import type { Code } from './codes.js';
import { Problem } from './problem.js';

/**
 * A document of a client, checked against its class.
 * @param below pointer to the document within the body, `/data`; it is put before the pointers of the faults
 * @throws Problem of this code with a pointer per fault; `text-not-storable` when a text cannot be stored unchanged
 */
export function checked<T extends object>(type: Class<T>, document: unknown, code: Code, below = ''): T {
  const faults = faultsOf(type, document).map(fault => ({ ...fault, pointer: below + fault.pointer }));
  if (faults.some(({ rule }) => rule === 'storable')) throw new Problem('text-not-storable', undefined, faults);
  if (faults.length > 0) throw new Problem(code, undefined, faults);
  return document as T;
}

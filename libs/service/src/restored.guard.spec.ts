import { Problem } from '@ckm/http';
import type { ExecutionContext } from '@nestjs/common';
import { RestoredGuard } from './restored.guard.js';

class StatusRoute {}
class WritingRoute {}

const answers = (divergent: string | null, route: new () => unknown): boolean => {
  const guard = new RestoredGuard({ name: 'capture', divergent }, [StatusRoute]);
  return guard.canActivate({ getClass: () => route } as unknown as ExecutionContext);
};

describe('a service whose log is older than its topics', () => {
  it('tells how it is', () => expect(answers('ckm.capture.customer.v1/3', StatusRoute)).toBe(true));

  it('answers nothing else', () =>
    expect(() => answers('ckm.capture.customer.v1/3', WritingRoute)).toThrow(
      new Problem('log-restored', 'The log of capture does not hold what ckm.capture.customer.v1/3 ends with.'),
    ));

  it('is the only one that does not answer', () => expect(answers(null, WritingRoute)).toBe(true));
});

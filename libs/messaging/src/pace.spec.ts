import { Lateness } from './pace.js';

let at: number;
let others: Lateness;

beforeEach(() => {
  at = 0;
  others = new Lateness(() => at);
});

describe('who can wait', () => {
  it('does not rest while nobody is late', () => {
    expect(others.restAfter(300)).toBe(0);
    others.note(200);
    expect(others.restAfter(300)).toBe(0);
  });

  it('rests as long as it worked, for a second after something had waited for more than 200 ms', () => {
    others.note(201);
    at = 999;
    others.note(3);
    expect(others.restAfter(300)).toBe(300);
    at = 1_000;
    expect(others.restAfter(300)).toBe(0);
  });
});

import { Problem } from '@ckm/http';

/** Answers are made one after the other: behind more of them, one would take longer than a person waits. */
const MAX_PENDING = 8;
/** So that one tenant does not keep the others waiting. */
const MAX_PENDING_PER_TENANT = 2;
const RETRY_AFTER_S = 2;

interface Pending<Answer> {
  tenantId: string;
  question: string;
  answer: Promise<Answer>;
}

/** Coalesces requests for answers that take seconds: while one is pending, all who ask the same for the same tenant share it. */
export class PendingAnswers<Answer> {
  private readonly pending = new Set<Pending<Answer>>();

  /** @throws Problem `clusters-busy` where too many are pending */
  async of(tenantId: string, question: string, work: () => Promise<Answer>): Promise<Answer> {
    const own = [...this.pending].filter(one => one.tenantId === tenantId);
    const known = own.find(one => one.question === question);
    if (known) return known.answer;
    if (own.length >= MAX_PENDING_PER_TENANT || this.pending.size >= MAX_PENDING)
      throw new Problem('clusters-busy', undefined, [], RETRY_AFTER_S);
    const begun = { tenantId, question, answer: work() };
    this.pending.add(begun);
    try {
      return await begun.answer;
    } finally {
      this.pending.delete(begun);
    }
  }
}

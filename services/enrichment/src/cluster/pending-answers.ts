import { Problem } from '@ckm/http';

/** Whoever came after so many would wait longer than a person does. */
const MOST = 8;
/** Of a tenant, for others wait for it. */
const MOST_OF_ONE = 2;
const RETRY_AFTER_S = 2;

interface Pending<Answer> {
  tenantId: string;
  question: string;
  answer: Promise<Answer>;
}

/** Answers that take seconds. Who asks what the tenant asked already shares that answer. */
export class PendingAnswers<Answer> {
  private readonly pending = new Set<Pending<Answer>>();

  /** @throws Problem `clusters-busy` */
  async of(tenantId: string, question: string, work: () => Promise<Answer>): Promise<Answer> {
    const own = [...this.pending].filter(one => one.tenantId === tenantId);
    const known = own.find(one => one.question === question);
    if (known) return known.answer;
    if (own.length >= MOST_OF_ONE || this.pending.size >= MOST)
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

interface ProblemDetails {
  title?: string;
  status?: number;
  code?: string;
  detail?: string;
  pointers?: { pointer: string; detail: string }[];
  traceId?: string;
}

/** No service answered, or none that could be understood. */
export const NOT_REACHABLE = 'not-reachable';

/** What the services say where an address names what they could not have. */
const ADDRESS_INVALID = ['request-invalid', 'query-invalid'];

/** What went wrong, as the service said it. */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail ?? details.title ?? details.code);
  }

  /** What the page says of it in its own words: the service's are for who wrote the request. */
  get ownWord() {
    const { code } = this.details;
    if (code === NOT_REACHABLE) return 'notReachable';
    return code && ADDRESS_INVALID.includes(code) ? 'addressInvalid' : null;
  }

  static from(error: unknown): Problem {
    return error instanceof Problem ? error : new Problem({ code: NOT_REACHABLE, detail: String(error) });
  }

  static async of(response: Response): Promise<Problem> {
    const told = (await response.json().catch(() => ({}))) as ProblemDetails;
    const { status, statusText: title } = response;
    return new Problem({ code: `http-${status}`, title, ...told, status });
  }
}

/** `/data/text` → `text` */
export const fieldOf = (pointer: string) => pointer.slice(pointer.lastIndexOf('/') + 1);

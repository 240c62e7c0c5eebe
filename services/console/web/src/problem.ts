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

/** The codes of a request that names something impossible, such as an id that is none: the link was wrong. */
const ADDRESS_INVALID = ['request-invalid', 'query-invalid'];

/** A failed request, as the service described it (RFC 9457). */
export class Problem extends Error {
  constructor(readonly details: ProblemDetails) {
    super(details.detail ?? details.title ?? details.code);
  }

  /** The key of the page's own text for this problem; null where the service's text is shown. */
  get ownWord() {
    const { code, pointers = [] } = this.details;
    if (code === NOT_REACHABLE) return 'notReachable';
    if (code === 'query-invalid' && pointers.some(({ pointer }) => fieldOf(pointer) === 'q')) return 'noWordToSearch';
    return code && ADDRESS_INVALID.includes(code) ? 'addressInvalid' : null;
  }

  /** Whether a service answered, and not that it failed itself. */
  get isRefusal(): boolean {
    const { status = 0 } = this.details;
    return status >= 400 && status < 500;
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

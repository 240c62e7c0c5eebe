const OUTAGE = /^(08|40|53|57|58)...$|^(25P03|25P04|55P03)$/;
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|EAI_AGAIN|ENOTFOUND|ERR_STREAM|ERR_SOCKET)/;
/** Messages of `pg`, which have no code, for a connection that has ended or was not made in time. */
const ENDED =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|There was an error establishing an SSL connection|Query read timeout|timeout e)/;

/**
 * Whether an error is transient: the network or the database is away, overloaded, or rolled the work back for the sake of others, or the
 * error itself says when to ask again (`retryAfterS`). Such work is tried again for ever; any other error is the work's own fault.
 */
export function isOutage(error: unknown): boolean {
  const { code = '', message = '', retryAfterS } = error as { code?: unknown; message?: string; retryAfterS?: unknown };
  if (typeof retryAfterS === 'number') return true;
  if (typeof code === 'string' && SQLSTATE.test(code)) return OUTAGE.test(code);
  return NETWORK.test(String(code)) || ENDED.test(message);
}

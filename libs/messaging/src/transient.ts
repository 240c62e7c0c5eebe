const OUTAGE = /^(08|40|53|57|58)[0-9A-Z]{3}$|^(25P03|25P04|55P03)$/;
const SQLSTATE = /^(?=.*\d)[0-9A-Z]{5}$/;
const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)/;
/** What `pg` says, without a code, of a client whose connection ended. */
const ENDED =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/;

/** It could not be done now and can be later: the partition waits. Anything else is the message's own fault, and parks it. */
export function isTransient(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: unknown; message?: string };
  if (typeof code === 'string' && SQLSTATE.test(code)) return OUTAGE.test(code);
  return NETWORK.test(String(code)) || ENDED.test(message);
}

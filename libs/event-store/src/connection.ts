export type Role = 'owner' | 'writer' | 'reader';

/** A frozen process must not keep its locks. */
const IDLE_IN_TRANSACTION = '5s';

export const roleOf = (service: string, role: Role): string => `ckm_${service}_${role}`;

/** The URL with role, schema and settings as startup parameters, to which RESET ROLE and DISCARD ALL return. */
export function connectionAs(
  url: string,
  { service, role, settings = {} }: { service: string; role: Role; settings?: Record<string, string> },
): string {
  const parameters = {
    role: roleOf(service, role),
    search_path: service,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION,
    ...settings,
  };
  const options = Object.entries(parameters).map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`);
  const connection = new URL(url);
  const given = connection.searchParams.getAll('options');
  connection.searchParams.set('options', [...given, ...options].join(' '));
  connection.searchParams.set('application_name', `ckm-${service}-${role}`);
  return connection.href;
}

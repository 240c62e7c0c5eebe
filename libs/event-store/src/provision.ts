import { setTimeout as delay } from 'node:timers/promises';
import type { ClientBase } from 'pg';
import { withOwnClient } from './client.js';
import { roleOf, type Role } from './connection.js';

const ROLES: Role[] = ['owner', 'writer', 'reader'];

/**
 * Makes a service's schema and roles in the database of the URL. What is there already stays; the login role's password is set anew.
 * The administrator needs CREATEROLE, and CREATE on the database.
 * @param service at most 41 lower-case letters, digits and underscores, a letter first; any other name is an error
 * @returns the URL of the login role `ckm_<service>`, which acts only as owner, writer or reader
 */
export async function provision(adminUrl: string, service: string, password: string): Promise<string> {
  if (!/^[a-z][a-z0-9_]{0,40}$/.test(service)) throw new Error(`"${service}" cannot name a schema`);
  await withOwnClient(adminUrl, client => retryConcurrentDdl(client, () => makeAll(client, service, password)));
  const url = new URL(adminUrl);
  url.username = `ckm_${service}`;
  url.password = encodeURIComponent(password);
  return url.href;
}

async function makeAll(client: ClientBase, service: string, password: string): Promise<void> {
  const login = `ckm_${service}`;
  const [owner, writer, reader] = [roleOf(service, 'owner'), roleOf(service, 'writer'), roleOf(service, 'reader')];
  await client.query('BEGIN');
  await client.query("SELECT pg_advisory_xact_lock(hashtext('ckm provision'))");
  for (const role of ROLES) await makeRole(client, roleOf(service, role), 'NOLOGIN');
  // Not INHERIT: it can do nothing before it has taken one of the three roles.
  await makeRole(client, login, 'LOGIN NOINHERIT');
  await client.query(`
    ALTER ROLE ${login} PASSWORD ${client.escapeLiteral(password)};
    GRANT ${owner}, ${writer}, ${reader} TO ${login};
    GRANT ${owner} TO CURRENT_USER;
    CREATE SCHEMA IF NOT EXISTS ${service} AUTHORIZATION ${owner};
    SET LOCAL ROLE ${owner};
    GRANT USAGE ON SCHEMA ${service} TO ${writer}, ${reader};
    -- Nothing for the reader: what it may see is granted table by table, with row security.
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${writer};
    ALTER DEFAULT PRIVILEGES IN SCHEMA ${service} GRANT USAGE ON SEQUENCES TO ${writer};
    RESET ROLE;
    REVOKE ${owner} FROM CURRENT_USER`);
  await client.query('COMMIT');
}

async function makeRole(client: ClientBase, name: string, attributes: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${name} ${attributes} NOSUPERUSER NOBYPASSRLS`);
}

/** Roles belong to all databases of a server, advisory locks to one: the same roles may be made from another database at this moment. */
async function retryConcurrentDdl(client: ClientBase, work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      if (attempt === 20 || !isConcurrentDdl(error as Error & { code?: string })) throw error;
      await delay(20 * attempt);
    }
  }
}

/** A duplicate object, a unique violation in a catalogue, a deadlock, or "tuple concurrently updated", which has no SQLSTATE of its own. */
const isConcurrentDdl = ({ code = '', message }: Error & { code?: string }): boolean =>
  ['42710', '23505', '40P01'].includes(code) || message.includes('tuple concurrently');

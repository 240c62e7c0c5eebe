import { readFileSync } from 'node:fs';

export type Environment = Record<string, string | undefined>;

/** Start-up fails with a line that names the environment variable, never its value. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable} ${problem}`);
    this.name = 'ConfigError';
  }
}

/** @throws ConfigError when it is missing or empty, or a `…DATABASE_URL` is no URL */
export function required(env: Environment, variable: string): string {
  const value = env[variable];
  if (!value) throw new ConfigError(variable, 'is missing');
  // The error of a failed connection would quote the whole URL, with the password.
  if (variable.endsWith('DATABASE_URL') && !URL.canParse(value))
    throw new ConfigError(variable, 'must be a URL, with the password percent-encoded');
  return value;
}

/** The content of the file that the variable names. @throws ConfigError */
export function readText(env: Environment, variable: string): string {
  const file = required(env, variable);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(variable, 'names a file that cannot be read');
  }
}

/** Without trailing slashes, because paths are appended to it; null when it is not set. @throws ConfigError */
export function readUrl(env: Environment, variable: string): string | null {
  const url = env[variable];
  if (!url) return null;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new ConfigError(variable, 'must be an http or https URL');
  return url.replace(/\/+$/, '');
}

import { readFileSync } from 'node:fs';

export type Environment = Record<string, string | undefined>;

/** Start-up fails in one line that names the variable, never its value. */
export class ConfigError extends Error {
  constructor(variable: string, problem: string) {
    super(`${variable} ${problem}`);
    this.name = 'ConfigError';
  }
}

export function required(env: Environment, variable: string): string {
  const value = env[variable];
  if (!value) throw new ConfigError(variable, 'is missing');
  // Who cannot connect with it would tell all of it, and a password stands in it.
  if (variable.endsWith('DATABASE_URL') && !URL.canParse(value))
    throw new ConfigError(variable, 'must be a URL, with the password percent-encoded');
  return value;
}

/** What stands in the file that the variable names. */
export function readText(env: Environment, variable: string): string {
  const file = required(env, variable);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new ConfigError(variable, 'names a file that cannot be read');
  }
}

/** Without a slash at its end, for paths are put behind it; null where there is none. */
export function readUrl(env: Environment, variable: string): string | null {
  const url = env[variable];
  if (!url) return null;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) throw new ConfigError(variable, 'must be an http or https URL');
  return url.replace(/\/+$/, '');
}

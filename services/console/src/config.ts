import { readFileSync } from 'node:fs';
import { SERVICES, type ServiceName } from '@ckm/contracts';
import { type Environment, readHost, readPort, required } from '@ckm/service/config';

export interface ConsoleConfig {
  host: string;
  port: number;
  /** Where each service answers. */
  services: Record<ServiceName, string>;
  jwks: string;
  otlpEndpoint: string | null;
  logLevel: string;
}

export const readConsoleConfig = (env: Environment): ConsoleConfig => ({
  host: readHost(env),
  port: readPort(env, 'PORT'),
  services: Object.fromEntries(
    SERVICES.map(name => [name, required(env, `${name.toUpperCase()}_URL`)]),
  ) as ConsoleConfig['services'],
  jwks: readFileSync(required(env, 'CKM_JWKS_FILE'), 'utf8'),
  otlpEndpoint: env.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
  logLevel: env.LOG_LEVEL ?? 'info',
});

import { SERVICES, type ServiceName } from '@ckm/contracts';
import type { Access } from '@ckm/http';
import { type Environment, readAccess, readHost, readLogLevel, readPort, readUrl, required } from '@ckm/service/config';

export interface ConsoleConfig {
  host: string;
  port: number;
  /** Where each service answers. */
  services: Record<ServiceName, string>;
  access: Access;
  otlpEndpoint: string | null;
  logLevel: string;
}

export const readConsoleConfig = (env: Environment): ConsoleConfig => ({
  host: readHost(env),
  port: readPort(env, 'PORT'),
  services: Object.fromEntries(
    SERVICES.map(name => [name, required(env, `${name.toUpperCase()}_URL`)]),
  ) as ConsoleConfig['services'],
  access: readAccess(env),
  otlpEndpoint: readUrl(env, 'OTEL_EXPORTER_OTLP_ENDPOINT'),
  logLevel: readLogLevel(env),
});

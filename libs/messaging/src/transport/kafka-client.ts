import { Kafka, logLevel, type logCreator, type SASLOptions } from 'kafkajs';
import type { Log } from './track.js';

export interface KafkaConnection {
  brokers: string[];
  clientId: string;
  /** TLS; `ca` where the certificates are not signed by a public authority. */
  ssl?: { ca?: string };
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  /** Gets the warnings of kafkajs and of the adapter. */
  log?: Log;
}

/** Every producer, consumer and admin gets a client of its own: kafkajs keeps a group's offsets per client. */
export function kafkaClient({ brokers, clientId, ssl, sasl, log }: KafkaConnection): Kafka {
  return new Kafka({
    brokers,
    clientId,
    ...(ssl && { ssl }),
    ...(sasl && { sasl: sasl as SASLOptions }),
    connectionTimeout: 5_000,
    authenticationTimeout: 10_000,
    requestTimeout: 15_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, multiplier: 2, factor: 0.2, retries: 5 },
    logLevel: log ? logLevel.WARN : logLevel.NOTHING,
    logCreator: linesTo(log),
  });
}

const linesTo =
  (log: Log = () => undefined): logCreator =>
  () =>
  ({ namespace, log: { message } }) =>
    log(`kafkajs ${namespace}: ${message}`);

import type { Command } from 'commander';
import { asking, doing, type Io } from '../call.js';

/** It takes as long as the logs are. */
const PATIENCE_MS = 300_000;

interface Broken {
  tenantId?: string;
  streamId?: string;
  position?: number;
  detail: string;
}

interface Verified {
  service: string;
  answers: boolean;
  /** How many were looked at is told to who runs the installation. */
  promises?: { name: string; holds: boolean | null; checked?: number; broken: Broken[] }[];
}

export const verify = (io: Io): Command =>
  asking(io, 'verify', 'Check every promise on the live system; ends with 1 when one is broken.')
    .option('--quick', 'leave out the comparison of every view with its events')
    .action(
      doing(io, async call => {
        const path = call.options.quick ? '/v1/ops/verify?views=false' : '/v1/ops/verify';
        const services = await call.origin().get<Verified[]>(path, PATIENCE_MS);
        call.show(services, services.flatMap(linesOf));
        return services.every(({ promises }) => promises?.every(({ holds }) => holds !== false) ?? false);
      }),
    );

const linesOf = ({ service, promises }: Verified): string[] => [
  service,
  ...(promises?.flatMap(({ name, holds, checked, broken }) => [
    `  ${markOf(holds)} ${name}${checked === undefined ? '' : ` (${checked})`}`,
    ...broken.map(one => `      ${placeOf(one)}${one.detail}`),
  ]) ?? ['  ✗ does not answer']),
];

/** What was not looked at is neither kept nor broken. */
const markOf = (holds: boolean | null): string => (holds === null ? '?' : holds ? '✓' : '✗');

const placeOf = ({ tenantId, streamId, position }: Broken): string =>
  [tenantId && `tenant ${tenantId}`, streamId && `stream ${streamId}`, position !== undefined && `position ${position}`]
    .filter(Boolean)
    .map(part => `${part}: `)
    .join('');

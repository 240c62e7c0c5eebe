import type { Command } from 'commander';
import { handler, type Io, remoteCommand } from '../call.js';

/** Verification reads the whole logs. */
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
  /** `checked`, the number of things looked at, is told only to stewards of the installation's own tenant. */
  promises?: { name: string; holds: boolean | null; checked?: number; broken: Broken[] }[];
}

export const verify = (io: Io): Command =>
  remoteCommand(io, 'verify', 'Check every promise on the live system; ends with 1 when one is broken.')
    .option('--quick', 'leave out the comparison of every view with its events')
    .action(
      handler(io, async call => {
        const path = call.options.quick ? '/v1/ops/verify?views=false' : '/v1/ops/verify';
        const services = await call.api().get<Verified[]>(path, PATIENCE_MS);
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

/** `?`: it was not looked at. */
const markOf = (holds: boolean | null): string => (holds === null ? '?' : holds ? '✓' : '✗');

const placeOf = ({ tenantId, streamId, position }: Broken): string =>
  [tenantId && `tenant ${tenantId}`, streamId && `stream ${streamId}`, position !== undefined && `position ${position}`]
    .filter(Boolean)
    .map(part => `${part}: `)
    .join('');

import { BROKER_SCENARIOS } from './broker.scenarios.js';
import { DATABASE_SCENARIOS } from './database.scenarios.js';
import { DEPLOY_SCENARIOS } from './deploy.scenarios.js';
import { ELSEWHERE, NOT_TESTED } from './elsewhere.js';
import { MESSAGE_SCENARIOS } from './message.scenarios.js';
import { OUTBOUND_SCENARIOS } from './outbound.scenarios.js';
import { PROCESS_SCENARIOS } from './process.scenarios.js';
import { REPLAY_SCENARIOS } from './replay.scenarios.js';
import { RESTORE_SCENARIOS } from './restore.scenarios.js';
import type { Scenarios } from './scenario.js';

export const SCENARIOS: Scenarios = {
  ...PROCESS_SCENARIOS,
  ...DATABASE_SCENARIOS,
  ...BROKER_SCENARIOS,
  ...MESSAGE_SCENARIOS,
  ...REPLAY_SCENARIOS,
  ...RESTORE_SCENARIOS,
  ...DEPLOY_SCENARIOS,
  ...OUTBOUND_SCENARIOS,
};

export const listOfScenarios = (): string =>
  [
    'Scenarios: npm run chaos -- --scenario NAME, or all',
    ...Object.entries(SCENARIOS).flatMap(([name, { does, promise, on }]) => [
      `  ${name}${on ? ` (${on})` : ''}`,
      `      ${does}`,
      `      → ${promise}`,
    ]),
    'Covered by other tests',
    ...Object.entries(ELSEWHERE).map(([fault, spec]) => `  ${fault}: ${spec}`),
    'Not tested',
    ...Object.entries(NOT_TESTED).map(([fault, why]) => `  ${fault}: ${why}`),
  ].join('\n');

import { readServiceConfig } from './config.js';
import { runProcess } from './process.js';
import { runService } from './run.js';
import type { ServiceDefinition } from './service.js';

/** The process of one service. */
export const main = (definition: ServiceDefinition): Promise<void> =>
  runProcess(definition.name, stuck => runService(definition, readServiceConfig(definition.name, process.env), stuck));

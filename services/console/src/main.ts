import { runProcess } from '@ckm/service/process';
import { readConsoleConfig } from './config.js';
import { runConsole } from './run.js';

await runProcess('console', () => runConsole(readConsoleConfig(process.env)));

import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { assignNew, regroup } from './grouping.js';
import { namesOf } from './names.js';
import type { Task } from './worker-thread.js';

const [task, input] = workerData as Task;

const answer = {
  assign: () => assignNew(input as Task<'assign'>[1], randomUUID),
  regroup: () => regroup(input as Task<'regroup'>[1], randomUUID),
  name: () => namesOf(input as Task<'name'>[1]),
}[task]();

parentPort?.postMessage(answer);

import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { Task } from './apart.js';
import { joinedIn, regroupedIn } from './grouping.js';
import { namesOf } from './names.js';

const [task, input] = workerData as Task;

const answer = {
  join: () => joinedIn(input as Task<'join'>[1], randomUUID),
  regroup: () => regroupedIn(input as Task<'regroup'>[1], randomUUID),
  name: () => namesOf(input as Task<'name'>[1]),
}[task]();

parentPort?.postMessage(answer);

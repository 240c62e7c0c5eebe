// The memory of each process, at rest and under load, and how long a start takes.
import { readFileSync } from 'node:fs';
import { setTimeout as rest } from 'node:timers/promises';
import { startInstallation } from './installation.mjs';
import { median, table } from './rounds.mjs';
import { eventOf } from './sentences.mjs';

const PARTS = ['capture', 'enrichment', 'sharing', 'innovation', 'console'];
const EVENTS = 10_000;
const STARTS = 3;

export async function memory(say) {
  const starts = [];
  for (let start = 1; start < STARTS; start++) {
    const ckm = await startInstallation();
    starts.push(ckm.startedIn);
    await ckm.stop();
  }
  const ckm = await startInstallation();
  starts.push(ckm.startedIn);
  say(`starts: ${starts.map(seconds => seconds.toFixed(1)).join(', ')} s`);
  await rest(5_000);
  const resting = PARTS.map(part => resident(ckm, part, 'VmRSS'));
  for (let nth = 0; nth < EVENTS; nth += 100) await ckm.send(Array.from({ length: 100 }, (_, i) => eventOf(nth + i)));
  await ckm.atRest();
  const most = PARTS.map(part => resident(ckm, part, 'VmHWM'));
  await ckm.stop();
  const rows = PARTS.map((part, i) => [part, resting[i], most[i]]);
  return `A new installation on PostgreSQL is ready in ${median(starts).toFixed(1)} s (${Math.min(...starts).toFixed(1)}–${Math.max(...starts).toFixed(1)}), without installing and building. Resident megabytes: five seconds after the start, and the most while ${EVENTS.toLocaleString('en-GB')} events went through.\n\n${table(['process', 'at rest', 'at most'], rows)}`;
}

/** @param what VmRSS: now; VmHWM: the most so far */
function resident(ckm, part, what) {
  const status = readFileSync(`/proc/${ckm.pidOf(part)}/status`, 'utf8');
  const [, kilobytes] = new RegExp(`${what}:\\s+(\\d+)`).exec(status);
  return Number(kilobytes) / 1024;
}

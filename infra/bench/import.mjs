// node infra/bench/import.mjs [MB of the dry run, 1024] [MB of the import, 20]: not part of `npm run bench`; what it prints goes into results-import.md by hand.
// The built capture in a process of its own with a heap of 128 MB, on a PostgreSQL of its own (not durable, as in tests).
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { json } from 'node:stream/consumers';
import { makeSite } from '../../services/capture/dist/fixture/site.js';

const [dryMegabytes = 1024, megabytes = 20] = process.argv.slice(2).map(Number);
const MB = 1024 * 1024;
const HEAP_MB = 128;
const TEXTS = [
  'Der Einzug quietscht seit Montag – „wie eine Säge“. Der Techniker war schon zweimal da, und jetzt ist auch noch die Trommel verzogen.',
  'It jams on every second page since the last service visit; could somebody look at the ""left"" tray before the end of the quarter?',
  '复印件总是有一条黑线。换了硒鼓也没有用，第三次打电话了，什么时候能派人来看看？',
];
const WATCH = `data:text/javascript,${encodeURIComponent(
  'let most = 0; setInterval(() => { most = Math.max(most, process.memoryUsage().heapUsed); process.send?.({ heap: most }); }, 100).unref();',
)}`;

const site = await makeSite();
const capture = await site.fork({ execArgv: [`--max-old-space-size=${HEAP_MB}`, `--import=${WATCH}`] });
let heap = 0;
capture.child.on('message', message => (heap = message.heap ?? heap));
try {
  await timed(`dry run of ${dryMegabytes} MB`, () => send(dryMegabytes, '&dryRun=true'));
  await timed(`import of ${megabytes} MB`, async () => finished((await send(megabytes)).importId));
  await timed('the same file again', async () => finished((await send(megabytes)).importId));
} finally {
  await capture.stop();
  await site.close();
}

async function timed(what, work) {
  const began = performance.now();
  const { lines, accepted, duplicates, quarantined, refused } = await work();
  const seconds = (performance.now() - began) / 1_000;
  const counts = JSON.stringify({ lines, accepted, duplicates, quarantined, refused });
  console.log(`${what}: ${seconds.toFixed(1)} s, ${Math.round(lines / seconds)} lines/s ${counts}`);
  console.log(`  peak so far: heap ${(heap / MB).toFixed(0)} MB, resident ${peakResident()} MB`);
}

function peakResident() {
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${capture.child.pid}/status`, 'utf8'));
  return Math.round(kilobytes / 1024);
}

async function send(size, query = '') {
  const headers = { authorization: `Bearer ${site.token()}`, 'content-type': 'text/csv' };
  const sending = request(`${capture.url}/v1/imports?source=bench${query}`, { method: 'POST', headers });
  const answered = new Promise((resolve, reject) => sending.once('response', resolve).once('error', reject));
  await pipeline(Readable.from(rows(size * MB)), sending);
  return (await json(await answered)).data;
}

/** Pieces of some 64 kB, until that many bytes are there. */
function* rows(bytes) {
  let piece = 'id,customerId,text,rating,product\n';
  for (let row = 0; bytes > 0; row += 1) {
    piece += `r-${row},K-${row % 5_000},"${TEXTS[row % 3]}",${row % 6},LaserJet M507\n`;
    if (piece.length < 64_000) continue;
    const sent = Buffer.from(piece);
    bytes -= sent.length;
    piece = '';
    yield sent;
  }
}

async function finished(importId) {
  for (;;) {
    const { body } = await capture.ask(`/v1/imports/${importId}`);
    if (body.data.state === 'finished') return body.data;
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

import { readFile } from 'node:fs/promises';

const RUNS = 60;

/** Asks the questions in turn. @returns how many items they found (least–most), and milliseconds */
export async function timed(admin, name, route, questions) {
  const ask = ({ q, filters, tenantId }) => route.list({ ...(q ? { q } : {}), ...filters }, { tenantId });
  const times = [];
  const found = [];
  for (const question of questions) found.push((await ask(question)).data.length);
  const before = await cpuMs(admin);
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await ask(questions[run % questions.length]);
    times.push(performance.now() - from);
  }
  const after = await cpuMs(admin);
  times.sort((a, b) => a - b);
  const at = share => times[Math.floor(share * (times.length - 1))];
  const answer = {
    name,
    found: `${Math.min(...found)}–${Math.max(...found)}`,
    p50: at(0.5),
    p95: at(0.95),
    computed: (after - before) / RUNS,
  };
  console.error(JSON.stringify(answer));
  return answer;
}

/** CPU time of this process and of the reader's connections so far, without the time that they waited. */
async function cpuMs(admin) {
  const { rows } = await admin.query(`SELECT pid FROM pg_stat_activity WHERE application_name = 'ckm-sharing-reader'`);
  const { user, system } = process.cpuUsage();
  let sum = (user + system) / 1_000;
  for (const { pid } of rows) {
    const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1].split(' ');
    // Hundredths of a second, in user mode and in the kernel.
    sum += (Number(fields[11]) + Number(fields[12])) * 10;
  }
  return sum;
}

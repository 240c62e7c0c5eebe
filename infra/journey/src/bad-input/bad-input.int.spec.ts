import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '@ckm/backing-services';
import { forget, type Installation, startInstallation } from '../installation.js';
import { headsAtRest, recordsRead, statusOf } from '../operations.js';
import { type Upstream, upstreamOverPostgres } from '../upstream.js';
import { BODIES } from './bodies.js';
import { CSV_ROWS, fileOf, FILES, JSON_LINES } from './lines.js';
import { QUESTIONS } from './questions.js';
import { RECORDS } from './records.js';
import { ask, expectProblem, INSIDE, type Refused } from './refused.js';
import { SUBSCRIPTIONS } from './subscriptions.js';

interface Quarantined {
  id: string;
  topic: string;
  offset: number;
  code: string;
  detail: string;
}
interface Report {
  state: string;
  lines: number;
  accepted: number;
  quarantined: number;
  report: { line: number; code: string; pointer?: string; detail: string }[];
}

/** Of a longer one the beginning is kept. */
const LONGEST_LINE = 1024 * 1024;

describe('What is wrong', () => {
  let ckm: Installation;
  let upstream: Upstream;

  const heads = async (): Promise<number[]> =>
    Promise.all(['capture', 'enrichment', 'sharing', 'innovation'].map(async name => (await statusOf(ckm, name)).head));
  const quarantined = async (topic: RegExp): Promise<Quarantined[]> => {
    const found = await ckm.data<Quarantined[]>('/v1/ops/quarantine?limit=100');
    return found.filter(one => topic.test(one.topic)).sort((a, b) => a.offset - b.offset);
  };
  const bytesOf = async ({ id }: Quarantined): Promise<Buffer> => {
    const { record } = await ckm.data<{ record: { value: string } }>(`/v1/ops/quarantine/${id}`);
    return Buffer.from(record.value, 'base64');
  };
  /** Code and place of each, and not a word of what is inside of us. */
  const expectKept = async (kept: Quarantined[], table: Refused<unknown>[], sent: (string | Uint8Array)[]) => {
    const told = kept.map(({ code, detail }) => [code, /^\S*(?= )/.exec(detail)?.[0]]);
    expect(told).toEqual(table.map(([, code, [pointer]]) => [code, pointer ?? (expect.anything() as string)]));
    for (const { detail } of kept) {
      expect(detail).not.toMatch(INSIDE);
      expect(detail.length).toBeLessThan(1_000);
    }
    const bytes = await Promise.all(kept.map(bytesOf));
    bytes.forEach((one, nth) => expect(one.equals(Buffer.from(sent[nth]!).subarray(0, LONGEST_LINE))).toBe(true));
  };
  const imported = async (type: string, body: Buffer): Promise<Report & { importId: string }> => {
    const answer = await ckm.post<{ data: { importId: string } }>('/v1/imports?source=bad', { type, body });
    expect(answer.status).toBe(202);
    const { importId } = answer.body.data;
    return eventually(async () => {
      const report = await ckm.data<Report>(`/v1/imports/${importId}`);
      expect(report.state).toBe('finished');
      return { ...report, importId };
    });
  };

  beforeAll(async () => {
    ckm = await startInstallation();
    upstream = await upstreamOverPostgres(ckm);
  });

  afterAll(async () => {
    await upstream?.close();
    await ckm?.stop();
    if (ckm) forget(ckm.home);
  });

  describe('is refused over HTTP, with code and place, and nothing is kept of it:', () => {
    let before: number[];
    beforeAll(async () => (before = await heads()));
    afterAll(async () => expect(await heads()).toEqual(before));

    it.each(BODIES)('%s: %s %j', async (_, code, pointers, input) =>
      expectProblem(await ask(ckm, input), code, pointers),
    );
    it.each(QUESTIONS)('%s: %s %j', async (_, code, pointers, input) =>
      expectProblem(await ask(ckm, input), code, pointers),
    );
    it.each(SUBSCRIPTIONS)('%s: %s %j', async (_, code, pointers, change) => {
      const body = JSON.stringify({ name: 'bad', query: {}, channel: { kind: 'feed' }, ...change });
      const type = 'application/json';
      expectProblem(await ask(ckm, { path: '/v1/subscriptions', type, body }), code, pointers);
    });
    it.each(FILES)('a CSV file that begins with %s: %s', async (_, code, pointers, body) =>
      expectProblem(await ask(ckm, { path: '/v1/imports?source=bad', type: 'text/csv', body }), code, pointers),
    );
  });

  it('on the topic waits in quarantine with its bytes, and what comes behind goes on', async () => {
    const [before] = await heads();
    await upstream.send(...RECORDS.map(([, , , record]) => ({ ...record, key: 'one key' })));
    await eventually(async () => expect(await recordsRead(ckm)).toBe(RECORDS.length));
    const kept = await quarantined(/^ckm\.customer-events/);
    await expectKept(
      kept,
      RECORDS,
      RECORDS.map(([, , , { value }]) => value),
    );
    const { head, parked, alarms } = await statusOf(ckm, 'capture');
    expect({ head, parked, alarms }).toEqual({ head: before, parked: 0, alarms: [] });
  });

  it.each([
    ['CSV', CSV_ROWS, 'csv', 'text/csv'],
    ['NDJSON', JSON_LINES, 'ndjson', 'application/x-ndjson'],
  ] as const)(
    'in a file of %s waits in quarantine with its bytes, and every other line is taken',
    async (_, table, kind, type) => {
      const report = await imported(type, fileOf(table, kind));
      expect(report).toMatchObject({ lines: 2 * table.length, accepted: table.length, quarantined: table.length });
      const told = report.report.map(({ code, pointer }) => [code, pointer]);
      expect(told).toEqual(table.map(([, code, [pointer]]) => [code, pointer]));
      const kept = await quarantined(new RegExp(`^import:${report.importId}$`));
      expect(kept.map(({ offset }) => offset)).toEqual(report.report.map(({ line }) => line));
      await expectKept(
        kept,
        table,
        table.map(([, , , line]) => line),
      );
    },
  );

  it('is in the sum, and nothing of it was a fault of ours', async () => {
    await eventually(() => headsAtRest(ckm));
    const { sums } = await statusOf(ckm, 'capture');
    const lines = CSV_ROWS.length + JSON_LINES.length;
    expect(sums.intake).toMatchObject({
      captured: lines,
      quarantined: RECORDS.length + lines,
      unanswered: 0,
      balanced: true,
    });
    const logs = join(ckm.home, 'logs');
    const said = readdirSync(logs).flatMap(name => readFileSync(join(logs, name), 'utf8').split('\n'));
    expect(said.filter(line => /"level":"(error|fatal)"/.test(line))).toEqual([]);
  });
});

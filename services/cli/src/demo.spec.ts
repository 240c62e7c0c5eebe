import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoThemes } from './demo-company.js';
import { loadDemo, type Receiver } from './demo.js';

const THEMES = '/v1/themes';
const COMPETITORS = '/v1/competitors';

interface Taken {
  id: string;
  time: string;
}

interface Named {
  name: string;
}

describe('the load of the demo', () => {
  let home: string;
  let server: Server;
  let receiver: Receiver;
  let lists: Record<string, Named[]>;
  let batches: Taken[][];
  let said: string[];
  /** So often, a list is asked for in vain once it was sent. */
  let looksInVain: Record<string, number>;
  /** The lists that were shown as they were sent. */
  let seen: Set<string>;
  /** The theme that was described otherwise or merged before, so that the list need not name it. */
  let standing: string | null;
  /** From that batch on, nothing is taken. */
  let failsFrom: number;

  const namesAt = (path: string): string[] => lists[path]!.map(({ name }) => name);
  const look = (path: string): Named[] => {
    if (looksInVain[path]!-- > 0) return [];
    seen.add(path);
    return lists[path]!;
  };
  const isTaken = (path: string, body: Named & { competitors: Named[] } & Taken[]): boolean => {
    seen.delete(path);
    if (path === THEMES) lists[path]!.push(body);
    else if (path === COMPETITORS) lists[path] = body.competitors;
    else if (batches.length >= failsFrom || seen.size < 2) return false;
    else batches.push(body);
    return true;
  };
  const load = (): Promise<void> => loadDemo(home, receiver, line => said.push(line)).done;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'ckm-demo-'));
    [batches, said, failsFrom, seen, standing] = [[], [], Infinity, new Set(), null];
    lists = { [THEMES]: [], [COMPETITORS]: [] };
    looksInVain = { [THEMES]: 0, [COMPETITORS]: 0 };
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const path = request.url!;
        if (request.method === 'GET') return response.end(JSON.stringify({ data: look(path) }));
        const body = JSON.parse(Buffer.concat(chunks).toString()) as Named;
        if (body.name === standing) response.statusCode = 409;
        else response.statusCode = isTaken(path, body as never) ? 202 : 503;
        return response.end('{}');
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    receiver = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 't' };
  });

  afterEach(async () => {
    await new Promise(resolve => {
      server.close(resolve);
      server.closeAllConnections();
    });
    rmSync(home, { recursive: true, force: true });
  });

  it('sends themes and competitors first, then every event once, oldest first, in batches that a route takes', async () => {
    await load();
    expect(lists[THEMES]!.length).toBeGreaterThan(7);
    expect(namesAt(COMPETITORS)).toEqual(['Norvado', '诺瓦多']);
    expect(batches.every(batch => batch.length <= 100)).toBe(true);
    const times = batches.flat().map(({ time }) => time);
    expect(times).toEqual([...times].sort());
    expect(new Set(batches.flat().map(({ id }) => id)).size).toBe(times.length);
    expect(said).toEqual([
      'the demo is being loaded …',
      `the demo is loaded: ${times.length} events, ${lists[THEMES]!.length} themes`,
    ]);
  });

  it.each([THEMES, COMPETITORS])(
    'waits until %s knows them, for an item is read with those of its moment',
    async path => {
      looksInVain[path] = 3;
      await load();
      expect(said.at(-1)).toMatch(/^the demo is loaded/);
    },
  );

  it('keeps competitors that were named before', async () => {
    lists[COMPETITORS] = [{ name: 'Hansen' }];
    await load();
    expect(namesAt(COMPETITORS)).toEqual(['Hansen', 'Norvado', '诺瓦多']);
  });

  it('leaves a theme as people described it, or merged it, since', async () => {
    standing = demoThemes()[0]!.name;
    await load();
    expect(namesAt(THEMES)).not.toContain(standing);
    expect(said.at(-1)).toMatch(/^the demo is loaded/);
  });

  it('happens once for each home', async () => {
    await load();
    const sent = batches.length;
    await load();
    expect(batches).toHaveLength(sent);
    expect(said).toHaveLength(2);
  });

  it('says why it failed, and sends the same events when it is tried again', async () => {
    failsFrom = 1;
    await load();
    expect(said[1]).toMatch(/^the demo is not loaded, the next start tries again: .*\/v1\/events answered 503/);
    const [first] = batches.splice(0);
    failsFrom = Infinity;
    await load();
    expect(batches[0]).toEqual(first);
    expect(said.at(-1)).toMatch(/^the demo is loaded/);
  });

  it('keeps the times of events when it goes on another day', async () => {
    writeFileSync(join(home, 'demo.begun'), '2026-03-01T12:00:00.000Z');
    await load();
    expect(batches[0]?.[0]?.time.slice(0, 10)).toBe('2025-12-01');
  });

  it('starts over when a kill truncated the file with the time of its beginning', async () => {
    writeFileSync(join(home, 'demo.begun'), '');
    await load();
    expect(said.at(-1)).toMatch(/^the demo is loaded/);
  });

  it('stops silently, and does not count as loaded', async () => {
    const loading = loadDemo(home, receiver, line => said.push(line));
    await loading.stop();
    expect(said).toEqual(['the demo is being loaded …']);
    await load();
    expect(said.at(-1)).toMatch(/^the demo is loaded/);
  });
});

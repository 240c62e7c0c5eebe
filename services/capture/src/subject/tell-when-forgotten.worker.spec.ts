import type { Tombstone } from '@ckm/privacy';
import type { Service } from '@ckm/service';
import { SETTLES_MS, tellOfForgotten } from './tell-when-forgotten.worker.js';

const NOON = new Date('2026-03-05T12:00:00Z');
const after = (ms: number): Date => new Date(NOON.getTime() + ms);
const forgotten: Tombstone = {
  tenantId: 'demo',
  subject: '0a52b1d6-2222-5222-8222-000000000002',
  erasureId: '0a52b1d6-1111-4111-8111-000000000001',
  keyIds: ['0a52b1d6-3333-4333-8333-000000000003'],
  actor: 'the steward',
  at: NOON,
  until: after(60_000),
};
const another: Tombstone = { ...forgotten, erasureId: '0a52b1d6-1111-4111-8111-000000000009' };

/** What a process of capture has, with these tombstones in the vault and a log that may fail. */
function captureWith(untold: Tombstone[], { failing }: { failing?: Tombstone } = {}) {
  const said: string[] = [];
  const handle = (context: { actor: string }, _: unknown, streamId: string, command: { erasureId: string }) => {
    said.push(JSON.stringify({ actor: context.actor, streamId, command }));
    return command.erasureId === failing?.erasureId
      ? Promise.reject(new Error('the log is away'))
      : Promise.resolve({ events: [], version: 1 });
  };
  const told = (erasureId: string) => {
    said.push(`told ${erasureId}`);
    return Promise.resolve();
  };
  let time = 0;
  const service = {
    tombstones: { unannounced: () => Promise.resolve(untold), markAnnounced: told },
    events: { handle },
    now: () => NOON,
  };
  const turn = tellOfForgotten(service as unknown as Service, () => time);
  const at = (ms: number) => {
    time = ms;
    return turn();
  };
  return { said, at };
}

describe('the services are told who was forgotten', () => {
  it('not while a key may still be in a cache', async () => {
    const { at, said } = captureWith([forgotten]);
    await at(1);
    await at(SETTLES_MS);
    expect(said).toEqual([]);
    expect(SETTLES_MS).toBe(6_000);
  });

  it('not sooner when the clock of the host is set ahead, nor later when it is set back', async () => {
    const { at, said } = captureWith([
      { ...forgotten, at: after(-3_600_000) },
      { ...another, at: after(3_600_000) },
    ]);
    await at(0);
    expect(said).toEqual([]);
    await at(SETTLES_MS);
    expect(said.filter(line => line.startsWith('told'))).toHaveLength(2);
  });

  it('not while its tombstone was found only lately, however long capture runs', async () => {
    const untold = [forgotten];
    const { at, said } = captureWith(untold);
    await at(0);
    untold.push(another);
    await at(SETTLES_MS);
    expect(said.filter(line => line.startsWith('told'))).toEqual([`told ${forgotten.erasureId}`]);
  });

  it('then, on behalf of the person who asked for it, in a stream of its own', async () => {
    const { at, said } = captureWith([forgotten, another]);
    await at(0);
    await at(SETTLES_MS);
    const events = said.filter(line => line.startsWith('{')).map(line => JSON.parse(line) as { streamId: string });
    const { erasureId, subject: customerId, keyIds } = forgotten;
    expect(events[0]).toMatchObject({ actor: 'the steward', command: { erasureId, customerId, keyIds } });
    expect(events[0]?.streamId).not.toBe(events[1]?.streamId);
    expect(said[1]).toBe(`told ${erasureId}`);
  });

  it('again, when that failed, or may have failed', async () => {
    const failing = captureWith([forgotten], { failing: forgotten });
    await failing.at(0);
    await expect(failing.at(SETTLES_MS)).rejects.toThrow('the log is away');
    expect(failing.said).toHaveLength(1);
    const later = captureWith([forgotten]);
    await later.at(0);
    await later.at(86_400_000);
    expect(later.said[0]).toBe(failing.said[0]);
  });

  it('of the other erasures, where one cannot be announced', async () => {
    const failing = captureWith([forgotten, another], { failing: forgotten });
    await failing.at(0);
    await expect(failing.at(SETTLES_MS)).rejects.toThrow('the log is away');
    expect(failing.said.filter(line => line.startsWith('told'))).toEqual([`told ${another.erasureId}`]);
  });
});

import { jest } from '@jest/globals';
import type { Service } from '@ckm/service';
import { TeamTopics } from './topic-channel.js';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 10, 2, 12);

it("expired messages of a team's topic are removed every hour, also when the clock of the host is set back", async () => {
  let [wall, steady] = [NOON, 0];
  jest.spyOn(performance, 'now').mockImplementation(() => steady);
  const asked: string[] = [];
  const ensureTopics = (topics: { name: string }[]) => Promise.resolve(void asked.push(...topics.map(one => one.name)));
  const topics = new TeamTopics({ transport: { ensureTopics }, now: () => new Date(wall) } as unknown as Service);
  await topics.ensure(['print']);
  [wall, steady] = [NOON + HOUR - 1, HOUR - 1];
  await topics.ensure(['print']);
  expect(asked).toEqual(['ckm.team.print.v1']);
  [wall, steady] = [NOON - 24 * HOUR, HOUR];
  await topics.ensure(['print']);
  expect(asked).toEqual(['ckm.team.print.v1', 'ckm.team.print.v1']);
  jest.restoreAllMocks();
});

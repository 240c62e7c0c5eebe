import { jest } from '@jest/globals';
import { eventually } from '@ckm/backing-services';
import { PARTITIONS, teamTopic } from '@ckm/contracts';
import { admin, serveBeforeAll, sharing } from '../fixture/one-process.js';
import { makeTeamTopics } from './make-team-topics.worker.js';

const TEAMS = ['odd', 'strange', 'well'];
const topics = TEAMS.map(teamTopic);

serveBeforeAll();

it('topics with a wrong number of partitions are reported, and the others are cleared of expired messages', async () => {
  const { service } = sharing;
  const key = Buffer.from('the same');
  await service.transport.ensureTopics(
    topics.map(name => ({ name, partitions: name === teamTopic('well') ? PARTITIONS : PARTITIONS + 1 })),
  );
  for (const value of ['old', 'newer'])
    await service.transport.publish(teamTopic('well'), [{ key, headers: {}, value: Buffer.from(value) }]);
  await admin.query(
    "UPDATE transport.message SET written_at = written_at - interval '31 days' WHERE topic LIKE 'ckm.team.%'",
  );
  await service.transaction(client =>
    client.query("INSERT INTO team SELECT slug, 'acme' FROM unnest($1::text[]) slug", [TEAMS]),
  );

  const told = jest.spyOn(service.log, 'warn');
  sharing.run(makeTeamTopics(service));

  await eventually(async () => {
    const { rows } = await admin.query('SELECT FROM transport.message WHERE topic = $1', [teamTopic('well')]);
    expect(rows).toHaveLength(1);
  });
  await eventually(() => expect(told).toHaveBeenCalled());
  const { err } = told.mock.calls[0]![0] as { err: Error };
  expect(err.message).toBe(
    topics
      .slice(0, 2)
      .map(name => `topic ${name} has ${PARTITIONS + 1} partitions, ${PARTITIONS} are declared`)
      .join('; '),
  );
});

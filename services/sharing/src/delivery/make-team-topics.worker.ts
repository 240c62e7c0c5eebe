import { type Service, startWorker, type Worker } from '@ckm/service';
import { TeamTopics } from './topic-channel.js';

/** A team's topic is there as soon as the team has claimed its slug, so that it can begin to read. */
export function makeTeamTopics(service: Service): Worker {
  const topics = new TeamTopics(service);
  return startWorker(service, 'make-team-topics', async () => {
    const { rows } = await service.transaction(client => client.query<{ slug: string }>('SELECT slug FROM team'));
    await topics.ensure(rows.map(({ slug }) => slug));
    return false;
  });
}

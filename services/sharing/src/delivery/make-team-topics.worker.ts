import { type Service, startWorker, type Worker } from '@ckm/service';
import { TeamTopics } from './topic-channel.js';

/** A team's topic is there as soon as the team has claimed its slug, so that it can begin to read. */
export function makeTeamTopics(service: Service): Worker {
  const topics = new TeamTopics(service);
  let stopped = false;
  const worker = startWorker(service, 'make-team-topics', async () => {
    const { rows } = await service.transaction(client => client.query<{ slug: string }>('SELECT slug FROM team'));
    const errors: Error[] = [];
    // Each alone: one that cannot be made keeps no other team waiting.
    for (const { slug } of rows)
      if (!stopped) await topics.ensure([slug]).catch((error: unknown) => errors.push(error as Error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
    return false;
  });
  return {
    stop: () => {
      stopped = true;
      return worker.stop();
    },
  };
}

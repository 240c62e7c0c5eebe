import { type Service, startWorker, type Worker } from '@ckm/service';
import { TeamTopics } from './topic-channel.js';

/** Creates a team's topic as soon as a subscription has claimed its slug, so that the team can begin to consume it. */
export function makeTeamTopics(service: Service): Worker {
  const topics = new TeamTopics(service);
  let stopped = false;
  const turn = async (): Promise<boolean> => {
    const { rows } = await service.transaction(client => client.query<{ slug: string }>('SELECT slug FROM team'));
    const errors: Error[] = [];
    // One at a time: a topic that cannot be created keeps no other team waiting.
    for (const { slug } of rows)
      if (!stopped) await topics.ensure([slug]).catch((error: unknown) => errors.push(error as Error));
    if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('; '));
    return false;
  };
  const worker = startWorker(service, 'make-team-topics', turn, { on: ['SubscriptionOpened'] });
  return {
    stop: () => {
      stopped = true;
      return worker.stop();
    },
  };
}

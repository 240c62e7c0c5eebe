import { dockerAnswers, startDockerKafka } from './docker-kafka.js';
import { isReady } from './is-ready.js';
import { missingForLocalKafka, startLocalKafka } from './start-local-kafka.js';

export interface FoundKafka {
  brokers: string[];
  /** In words, for example "a local Apache Kafka". */
  how: string;
  /** Ends the broker if it was started for the caller. */
  stop: () => Promise<void>;
}

export interface NoKafka {
  /** Why there is no broker, and how to get one. */
  skipped: string;
}

/**
 * A broker for tests: that of `KAFKA_BROKERS`, else one in Docker, else Apache Kafka on this machine's Java.
 * @throws when none of `KAFKA_BROKERS` answers
 */
export async function findKafka(): Promise<FoundKafka | NoKafka> {
  const given = process.env.KAFKA_BROKERS;
  if (given) return givenKafka(given.split(','));
  return (await kafkaInDocker()) ?? (await kafkaInJava());
}

async function givenKafka(brokers: string[]): Promise<FoundKafka> {
  if (!(await isReady(brokers))) throw new Error(`No Kafka answers at KAFKA_BROKERS=${brokers.join()}`);
  return { brokers, how: 'KAFKA_BROKERS', stop: () => Promise.resolve() };
}

async function kafkaInDocker(): Promise<FoundKafka | undefined> {
  if (!(await dockerAnswers())) return undefined;
  try {
    return { ...(await startDockerKafka()), how: 'a container' };
  } catch (error) {
    process.stderr.write(`Kafka in Docker: ${(error as Error).message}; trying this machine's Java\n`);
    return undefined;
  }
}

async function kafkaInJava(): Promise<FoundKafka | NoKafka> {
  const missing = await missingForLocalKafka();
  if (!missing) return { ...(await startLocalKafka()), how: 'a local Apache Kafka' };
  const ways = 'set KAFKA_BROKERS, start Docker, or install Java 17 and Maven';
  return { skipped: `No Kafka: no Docker engine answers, and ${missing}. To get one: ${ways}.` };
}

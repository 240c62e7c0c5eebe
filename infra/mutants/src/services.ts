import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findKafka, temporaryPostgres } from '@ckm/backing-services';

/** What these specs need, as `npm test` gives it to them: one PostgreSQL, and one Kafka where some ask for it. */
export async function startServices(
  root: string,
  specs: string[],
): Promise<{ env: NodeJS.ProcessEnv; stop: () => Promise<void> }> {
  const stops: (() => Promise<void>)[] = [];
  const env: NodeJS.ProcessEnv = { ...process.env, CKM_TEST_KAFKA: 'required' };
  if (!env.CKM_TEST_DATABASE_URL) {
    const postgres = await temporaryPostgres();
    stops.push(postgres.stop);
    env.CKM_TEST_DATABASE_URL = postgres.url;
  }
  if (specs.some(spec => readFileSync(join(root, spec), 'utf8').includes('describeWithKafka'))) {
    const kafka = await findKafka();
    if (!('brokers' in kafka)) {
      await Promise.all(stops.map(stop => stop()));
      throw new Error(kafka.skipped);
    }
    stops.push(kafka.stop);
    env.KAFKA_BROKERS = kafka.brokers.join();
  }
  return { env, stop: async () => void (await Promise.all(stops.map(stop => stop()))) };
}

import { findKafka, type FoundKafka } from './find-kafka.js';

/**
 * `describe` with a broker. Without one the tests are reported as skipped, with the reason in the name; with
 * `CKM_TEST_KAFKA=required` that is an error. At the top of a spec: `await describeWithKafka('…', ({ brokers }) => …)`.
 */
export async function describeWithKafka(name: string, tests: (kafka: FoundKafka) => void): Promise<void> {
  const kafka = await findKafka();
  if ('brokers' in kafka) {
    describe(name, () => {
      afterAll(kafka.stop);
      tests(kafka);
    });
    return;
  }
  if (process.env.CKM_TEST_KAFKA === 'required') throw new Error(kafka.skipped);
  const nowhere: FoundKafka = { brokers: [], how: 'skipped', stop: () => Promise.resolve() };
  describe.skip(`${name} (${kafka.skipped})`, () => tests(nowhere));
}

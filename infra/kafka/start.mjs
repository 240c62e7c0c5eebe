// What `npm run kafka` runs: one broker for this machine, its data gone when it ends.
import { startLocalKafka } from '../../libs/backing-services/dist/index.js';

const alive = setInterval(() => undefined, 60_000);
const starting = startLocalKafka({ port: Number(process.env.KAFKA_PORT ?? 9092) });
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    clearInterval(alive);
    await starting.then(kafka => kafka.stop()).catch(() => undefined);
  });

const kafka = await starting.catch(error => {
  console.error(`Kafka needs Java 17 and, the first time, Maven: ${error.message}`);
  process.exit(1);
});
const [address] = kafka.brokers;
console.log(`Kafka at ${address}: KAFKA_BROKERS=${address} TRANSPORT=kafka npm start`);

// Appends the numbers it is sent, 64 at a time, and tells each once it is durable.
import { contextOf, described, openThemeLog, uuid } from '../dist/fixture/theme-log.js';

const { store } = openThemeLog(process.argv[2]);
const context = contextOf('acme');

process.on('message', async numbers => {
  const worker = async () => {
    for (let n = numbers.pop(); n !== undefined; n = numbers.pop()) {
      const streamId = uuid(`stream ${n % 500}`);
      await store.append({ context, streamId, expected: 'any', events: [described(streamId, `${n}`)] });
      process.send(n);
    }
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  process.disconnect();
  process.exit();
});

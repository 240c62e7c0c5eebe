import { CUSTOMERS, customerIn, identify, messagesOf } from './fixture/customers.js';
import { capture, installation, openBeforeEach } from './fixture/two-services.js';
import { divergentPartition } from './log-divergence.js';

const [MEIER, WANG] = [customerIn(2), customerIn(4)];

openBeforeEach();
beforeEach(async () => {
  await identify(capture, MEIER, 'M-1');
  await identify(capture, WANG, 'W-2');
  await identify(capture, MEIER, 'M-3');
  await capture.transport.publish(CUSTOMERS, await messagesOf(capture));
});

/** As from a dump that is older than its last event. */
const loseTheLast = async () => {
  await installation.sql('DELETE FROM capture.events WHERE position = 3');
  await installation.sql('DELETE FROM capture.block WHERE last_position = 3');
};
const divergent = () => divergentPartition('capture', capture);

describe('a log and its topics', () => {
  it('agree while the topics end with what the log holds, however far it has gone on', async () => {
    await identify(capture, MEIER, 'M-4');
    expect(await divergent()).toBeNull();
  });

  it('agree when nothing was published', async () => {
    await installation.sql('DELETE FROM transport.message');
    expect(await divergent()).toBeNull();
  });

  it('do not where a topic ends with what the log does not hold', async () => {
    await loseTheLast();
    expect(await divergent()).toBe(`${CUSTOMERS}/2`);
  });

  it('do not when the log has gone on with something else', async () => {
    await loseTheLast();
    await identify(capture, MEIER, 'another');
    await identify(capture, MEIER, 'M-4');
    expect(await divergent()).toBe(`${CUSTOMERS}/2`);
  });

  it('do not when the topics are of another log', async () => {
    await installation.sql('UPDATE capture.log_epoch SET epoch = gen_random_uuid()');
    expect(await divergent()).toBe(`${CUSTOMERS}/2`);
  });

  it('are not judged by what is no message of ours', async () => {
    const [message] = await messagesOf(capture);
    await capture.transport.publish(CUSTOMERS, [{ ...message!, headers: {} }]);
    expect(await divergent()).toBeNull();
  });
});

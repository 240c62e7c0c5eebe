import { setTimeout as rest } from 'node:timers/promises';
import { eventually } from '@ckm/backing-services';
import { optionsOf } from './fixture/by-hand.js';
import { CUSTOMERS, customerIn, identify, messagesOf, people, tell, told } from './fixture/customers.js';
import { capture, enrichment, installation, openBeforeEach } from './fixture/two-services.js';
import { startBuild } from './build.js';
import { type Consumer, startConsumer } from './consumer.js';
import { openProjections } from './projection.js';
import { reactionSlice } from './slice.js';
import type { Message } from './transport/transport.js';

const [MEIER, WANG, SMITH] = [customerIn(2), customerIn(2, 1), customerIn(4)];
const ALL = ['M-1', 'M-2', 'M-3', 'M-4'];

let consumers: Consumer[] = [];
let messages: Message[] = [];

openBeforeEach();
beforeEach(async () => {
  for (const what of ALL) await identify(capture, MEIER, what);
  messages = await messagesOf(capture);
});
afterEach(async () => {
  await Promise.all(consumers.map(consumer => consumer.stop()));
  consumers = [];
});

async function consume(): Promise<Consumer> {
  const consumer = await startConsumer(optionsOf(enrichment, [reactionSlice('enrichment', tell())]));
  consumers.push(consumer);
  return consumer;
}
const publish = (...some: Message[]) => capture.transport.publish(CUSTOMERS, some);
const without = (...missing: number[]) => messages.filter((_, nth) => !missing.includes(nth + 1));
const applied = (...what: string[]) => eventually(async () => expect(await told(enrichment, MEIER)).toEqual(what));
const alarmed = (consumer: Consumer, ...alarms: string[]) =>
  eventually(() => expect(consumer.alarms()).toEqual(alarms.map(alarm => `${alarm} ${CUSTOMERS}/2`)));
const makeAnew = () => installation.sql('DELETE FROM transport.message');

describe('a gap', () => {
  it('stops its partition, with an alarm, until the missing ones are published again', async () => {
    await publish(...without(2));
    const consumer = await consume();
    await alarmed(consumer, 'topic-gap');
    await identify(capture, SMITH, 'S-1');
    await publish((await messagesOf(capture)).at(-1)!);
    await eventually(async () => expect(await told(enrichment, SMITH)).toEqual(['S-1']));
    expect(await told(enrichment, MEIER)).toEqual(['M-1']);
    await publish(...messages);
    await applied(...ALL);
    await alarmed(consumer);
  });

  it('that a build waits for alarms nobody once the build has ended', async () => {
    await publish(...without(2));
    const projections = await openProjections(enrichment.owner, 'enrichment', [people]);
    const projection = await projections.rebuild('person');
    const options = { ...optionsOf(enrichment, []), service: 'enrichment', projections } as const;
    const build = startBuild(projection, options);
    consumers.push(build);
    await alarmed(build, 'topic-gap');
    projections.all.splice(projections.all.indexOf(projection), 1);
    expect(build.alarms()).toEqual([]);
  });

  it('is no trouble when the missing ones stand behind it already', async () => {
    await publish(...without(2, 3), ...messages);
    const consumer = await consume();
    await applied(...ALL);
    expect(consumer.alarms()).toEqual([]);
  });

  it('is remembered by a process that comes later', async () => {
    await publish(...without(2));
    await alarmed(await consume(), 'topic-gap');
    await Promise.all(consumers.splice(0).map(consumer => consumer.stop()));
    const later = await consume();
    await alarmed(later, 'topic-gap');
    await publish(...messages);
    await applied(...ALL);
    await alarmed(later);
  });

  it('is no trouble for two processes at once, when it is filled', async () => {
    await publish(...without(3));
    const [one, two] = [await consume(), await consume()];
    await alarmed(one, 'topic-gap');
    await alarmed(two, 'topic-gap');
    await publish(...messages);
    await applied(...ALL);
    await identify(capture, MEIER, 'M-5');
    await publish((await messagesOf(capture)).at(-1)!);
    await applied(...ALL, 'M-5');
    await alarmed(one);
    await alarmed(two);
  });
});

describe('a topic made anew under its readers', () => {
  it('and shorter is read from its start', async () => {
    await publish(...messages.slice(0, 2), ...messages.slice(0, 2), ...messages.slice(0, 2));
    const consumer = await consume();
    await applied('M-1', 'M-2');
    await rest(100);
    await makeAnew();
    await publish(...messages);
    await applied(...ALL);
    expect(consumer.alarms()).toEqual([]);
  });

  it('and filled beyond where they stood is read from its start', async () => {
    // Six times: the reader stands further on than the new topic's first gap.
    await publish(...Array.from({ length: 6 }, () => messages[0]!));
    await consume();
    await applied('M-1');
    await rest(100);
    await Promise.all(consumers.splice(0).map(one => one.stop()));
    await makeAnew();
    for (const what of ['W-1', 'W-2', 'W-3']) await identify(capture, WANG, what);
    await publish(...(await messagesOf(capture)));
    const consumer = await consume();
    await applied(...ALL);
    await eventually(async () => expect(await told(enrichment, WANG)).toEqual(['W-1', 'W-2', 'W-3']));
    await alarmed(consumer);
  });

  it('by another log stops its partition, with an alarm, until that one is gone', async () => {
    await publish(...messages.slice(0, 2));
    const consumer = await consume();
    await applied('M-1', 'M-2');
    const other = { ...messages[2]!.headers, ce_logepoch: Buffer.from('ffffffff-4f50-4617-8a9b-acbdcedf0011') };
    await publish({ ...messages[2]!, headers: other }, messages[3]!);
    await alarmed(consumer, 'topic-of-another-log');
    expect(await told(enrichment, MEIER)).toEqual(['M-1', 'M-2']);
    await makeAnew();
    await publish(...messages);
    await applied(...ALL);
    await alarmed(consumer);
  });
});

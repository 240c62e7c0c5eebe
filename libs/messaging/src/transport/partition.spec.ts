import { Partitioners } from 'kafkajs';
import { murmur2, partitionOf } from './partition.js';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the partition of a key', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('comes from the hash that Kafka has for %s', (key, hash) => {
    expect(murmur2(bytes(key))).toBe(hash);
  });

  it('is the one of the default partitioner of kafkajs', () => {
    const theirs = Partitioners.DefaultPartitioner();
    const partitionMetadata = Array.from({ length: 12 }, (_, partitionId) => ({
      ...{ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] },
    }));
    for (let length = 0; length < 300; length += 1) {
      const key = Buffer.from(Array.from({ length }, (_, at) => (at * 131 + length * 17) % 256));
      const expected = theirs({ topic: 't', partitionMetadata, message: { key, value: null } });
      expect(partitionOf(key, 12)).toBe(expected);
    }
  });

  it('does not depend on where the bytes lie in their buffer', () => {
    const padded = bytes('xxfoobarxx').subarray(2, 8);
    expect(murmur2(padded)).toBe(-790332482);
  });
});

import type { Consumer, Projection } from '@ckm/messaging';
import { Readers } from './readers.js';

const consumer = (...alarms: string[]): Consumer => ({ stop: () => Promise.resolve(), alarms: () => alarms });
const build = {} as Projection;

it('a build that took the place of the live one alarms nobody any more', () => {
  const readers = new Readers();
  readers.add(consumer('topic-gap t/3'));
  readers.add(consumer('topic-gap t/4'), build);
  expect(readers.alarms([build])).toEqual(['topic-gap t/3', 'topic-gap t/4']);
  expect(readers.alarms([])).toEqual(['topic-gap t/3']);
});

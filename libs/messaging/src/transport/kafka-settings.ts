import type { Admin } from 'kafkajs';
import type { TopicSpec } from './transport.js';

/** As Kafka counts them. What kafkajs calls it, Node does not find among its names. */
const TOPIC = 2;
/** Set otherwise, a topic loses events sooner or later: what is built anew from it stops there. */
const OURS = { 'retention.bytes': '-1', 'cleanup.policy': 'delete' };
/** What a record without a time happened at is the broker's to say. */
const FROM_ELSEWHERE = { 'message.timestamp.type': 'LogAppendTime' };

/** @returns in words, topic by topic, what is set otherwise; the topics must exist */
export async function misconfiguredIn(admin: Admin, topics: TopicSpec[]): Promise<string[]> {
  if (topics.length === 0) return [];
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map(topic => ({
      type: TOPIC,
      name: topic.name,
      configNames: Object.keys(settingsOf(topic)),
    })),
  });
  return topics.flatMap(topic => {
    const found = resources.find(({ resourceName }) => resourceName === topic.name)?.configEntries ?? [];
    const values = new Map(found.map(({ configName, configValue }) => [configName, configValue]));
    return Object.entries(settingsOf(topic))
      .filter(([setting, value]) => values.get(setting) !== value)
      .map(([setting, value]) => `${topic.name}: ${setting} is ${values.get(setting)}, not ${value}`);
  });
}

const settingsOf = ({ isFromElsewhere, retentionMs = -1 }: TopicSpec): Record<string, string> =>
  isFromElsewhere ? FROM_ELSEWHERE : { 'retention.ms': String(retentionMs), ...OURS };

import type { Admin } from 'kafkajs';
import type { TopicSpec } from './transport.js';

/** Kafka's number for topics among the types of resources; kafkajs's enum is not among the names that Node can import. */
const TOPIC = 2;
/** Set otherwise a topic loses events sooner or later, and no view can be built from it again. */
const OURS = { 'retention.bytes': '-1', 'cleanup.policy': 'delete' };
/** For a record without a time of its own the broker's time is taken. */
const FROM_ELSEWHERE = { 'message.timestamp.type': 'LogAppendTime' };

/** In words, each setting of these topics that is not as it must be. The topics must exist. */
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

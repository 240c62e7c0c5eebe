import { grouped } from '@ckm/event-sourcing';
import { type ClusterText, clustersOf } from './clusters.js';
import { afterJoining, type Leader, nearestLeader, newLeader } from './leader-clustering.js';

/** A text that is less similar to any other gets a cluster of its own. */
const MIN_JOIN_COSINE = 0.1;

export interface GroupedText extends ClusterText {
  /** Null while it is in no cluster. */
  clusterId: string | null;
}

/**
 * Puts each text that is in no cluster into the nearest one, or into one of its own; the others stay where they are. The leader of a cluster is made
 * of the texts that are in it now.
 * @param texts in the order in which they were captured
 * @returns the cluster id of each text
 */
export function assignNew(texts: readonly GroupedText[], newId: () => string): string[] {
  const leaders = leadersOf(texts);
  return texts.map(({ clusterId, ...text }) => {
    if (clusterId !== null) return clusterId;
    const id = nearestLeader(text, [...leaders.values()]) ?? newId();
    addTo(leaders, id, text);
    return id;
  });
}

/** By cluster id. */
function leadersOf(texts: readonly GroupedText[]): Map<string, Leader> {
  const leaders = new Map<string, Leader>();
  for (const { clusterId, ...text } of texts) if (clusterId !== null) addTo(leaders, clusterId, text);
  return leaders;
}

function addTo(leaders: Map<string, Leader>, id: string, text: ClusterText): void {
  const leader = leaders.get(id);
  if (!leader) leaders.set(id, newLeader(id, text));
  // Where a person corrected the language of a text since it was assigned, its words are not the leader's.
  else if (leader.language === text.language) leaders.set(id, afterJoining(leader, text.text));
}

/**
 * Clusters all texts anew. A new cluster keeps the id of an old one more than half of whose texts are in it; of several such, that of the one that
 * most of its texts come from.
 * @returns the cluster id of each text; a singleton has a cluster of its own
 */
export function regroup(texts: readonly GroupedText[], newId: () => string): string[] {
  const clusters = clustersOf(texts, { minJoinCosine: MIN_JOIN_COSINE }).map(({ members }) => members);
  const clustered = new Set(clusters.flat());
  const singletons = [...texts.keys()].filter(nth => !clustered.has(nth)).map(nth => [nth]);
  const oldSizes = countsOf(texts.map(({ clusterId }) => clusterId));
  const ids: string[] = [];
  for (const members of [...clusters, ...singletons]) {
    const id = keptId(countsOf(members.map(nth => texts[nth]!.clusterId)), oldSizes) ?? newId();
    for (const nth of members) ids[nth] = id;
  }
  return ids;
}

/** Old cluster id → number of texts. */
type Counts = ReadonlyMap<string | null, number>;

const countsOf = (clusterIds: (string | null)[]): Counts =>
  new Map([...grouped(clusterIds, id => id)].map(([id, all]) => [id, all.length]));

/** More than half of an old cluster can be in one new cluster only, so that no id is kept twice. */
const keptId = (counts: Counts, oldSizes: Counts): string | null =>
  [...counts]
    .filter(([id, count]) => id !== null && 2 * count > oldSizes.get(id)!)
    .sort(([, few], [, many]) => many - few)
    .at(0)?.[0] ?? null;

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
 * Puts each text that is in no cluster into the one that it is like, else into one of its own. Clusters are known by the words of those
 * that are in them now.
 * @param texts in the order in which they came
 * @returns the cluster of each
 */
export function joinedIn(texts: readonly GroupedText[], newId: () => string): string[] {
  const leaders = leadersOf(texts);
  return texts.map(({ clusterId, ...text }) => {
    if (clusterId !== null) return clusterId;
    const id = nearestLeader(text, [...leaders.values()]) ?? newId();
    take(leaders, id, text);
    return id;
  });
}

/** Of those that are in a cluster. */
function leadersOf(texts: readonly GroupedText[]): Map<string, Leader> {
  const leaders = new Map<string, Leader>();
  for (const { clusterId, ...text } of texts) if (clusterId !== null) take(leaders, clusterId, text);
  return leaders;
}

function take(leaders: Map<string, Leader>, id: string, text: ClusterText): void {
  const leader = leaders.get(id);
  if (!leader) leaders.set(id, newLeader(id, text));
  // A person said since that it is in another language.
  else if (leader.language === text.language) leaders.set(id, afterJoining(leader, text.text));
}

/**
 * Groups all of them anew. A cluster most of whose texts stay together keeps its id; of several that become one, the one that most of
 * its texts were in.
 * @returns the cluster of each; a text that is near to no other is in one of its own
 */
export function regroupedIn(texts: readonly GroupedText[], newId: () => string): string[] {
  const groups = clustersOf(texts, { minJoinCosine: MIN_JOIN_COSINE }).map(({ members }) => members);
  const near = new Set(groups.flat());
  const alone = [...texts.keys()].filter(nth => !near.has(nth)).map(nth => [nth]);
  const sizes = countsOf(texts.map(({ clusterId }) => clusterId));
  const clusters: string[] = [];
  for (const members of [...groups, ...alone]) {
    const id = mostlyIn(countsOf(members.map(nth => texts[nth]!.clusterId)), sizes) ?? newId();
    for (const nth of members) clusters[nth] = id;
  }
  return clusters;
}

type Counts = ReadonlyMap<string | null, number>;

const countsOf = (clusters: (string | null)[]): Counts =>
  new Map([...grouped(clusters, id => id)].map(([id, all]) => [id, all.length]));

/** More than half of a cluster are in one group at most: no id is kept twice. */
const mostlyIn = (here: Counts, sizes: Counts): string | null =>
  [...here]
    .filter(([id, count]) => id !== null && 2 * count > sizes.get(id)!)
    .sort(([, few], [, many]) => many - few)
    .at(0)?.[0] ?? null;

import type { Language } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { plainText } from '../language/plain-text.js';
import { neighbourGraphOf } from './graph.js';
import { louvain } from './louvain.js';
import { namesOf, type Voice } from './names.js';
import { type Neighbour, nearestNeighbours } from './nearest-neighbours.js';
import { tfIdfVectorsOf } from './tf-idf.js';

export interface ClusterText {
  text: string;
  /** Texts of different languages share no cluster. */
  language: Language;
}

interface Cluster {
  language: Language;
  /** Places in the input, ascending; two or more. */
  members: number[];
}

const NEIGHBOURS = 10;
/** Neighbours with a smaller cosine are no edges of the graph. */
const MIN_COSINE = 0.17;
const RESOLUTION = 6;
/** The resolution rises by 1 with so many texts: few texts that are all similar would be split by the full one. */
const TEXTS_PER_RESOLUTION = 30;
const MAX_SINGLETON_SHARE = 0.15;

/**
 * Clusters texts by what they are about: Louvain communities of the graph of nearest neighbours. Texts without similar ones are singletons, in no
 * cluster; when they are more than 15 % of a language, those that are most similar to another text join it. The same texts in the same order with the
 * same seed give the same clusters.
 * @param minJoinCosine the cosine from which on such a singleton joins; by default whatever shares a feature
 * @returns the clusters in the order of their first members
 */
export function clustersOf(texts: readonly ClusterText[], { seed = 1, minJoinCosine = 0 } = {}): Cluster[] {
  const places = grouped(texts.keys(), nth => texts[nth]!.language);
  const clusters = [...places].flatMap(([language, of]) =>
    clustersWithin(of, { texts, language, seed, minJoinCosine }).map(members => ({ language, members })),
  );
  return clusters.sort((a, b) => a.members[0]! - b.members[0]!);
}

/** The clusters with their names, each text counting as another customer's. */
export function namedClustersOf(texts: readonly ClusterText[]): (Cluster & { name: string | null })[] {
  const clusters = clustersOf(texts);
  const voicesOf = ({ members }: Cluster): Voice[] => members.map(member => [texts[member]!.text]);
  const names = namesOf(clusters.map(cluster => ({ ...cluster, voices: voicesOf(cluster) })));
  return names.map((name, nth) => ({ ...clusters[nth]!, name }));
}

interface Scope {
  texts: readonly ClusterText[];
  language: Language;
  seed: number;
  minJoinCosine: number;
}

/** Of one language. Texts in the same words are one node of the graph, so that copies do not split what they are similar to. */
function clustersWithin(places: number[], { texts, language, seed, minJoinCosine }: Scope): number[][] {
  const nodes = [...grouped(places, place => plainText(texts[place]!.text)).values()];
  const vectors = tfIdfVectorsOf(
    nodes.map(([first]) => texts[first!]!.text),
    language,
  );
  const neighbours = nearestNeighbours(vectors, { k: NEIGHBOURS, minCosine: minJoinCosine });
  const edges = neighbours.map(of => of.filter(({ cosine }) => cosine >= MIN_COSINE));
  const community = louvain(neighbourGraphOf(edges), { resolution: resolutionFor(vectors.length), seed });
  const maxSingletons = Math.floor(places.length * MAX_SINGLETON_SHARE);
  joinSingletons(community, neighbours, { sizes: nodes.map(of => of.length), maxSingletons });
  const communities = grouped(nodes.keys(), node => community[node]!).values();
  return [...communities]
    .map(members => members.flatMap(node => nodes[node]!).sort((a, b) => a - b))
    .filter(members => members.length > 1);
}

const resolutionFor = (texts: number): number => Math.min(RESOLUTION, Math.max(1, texts / TEXTS_PER_RESOLUTION));

/** Moves singletons into the community of their nearest neighbour, those with the highest cosine first, until few enough are left. */
function joinSingletons(
  community: Int32Array,
  neighbours: readonly Neighbour[][],
  { sizes, maxSingletons }: { sizes: readonly number[]; maxSingletons: number },
): void {
  const sizeOf = new Int32Array(community.length);
  community.forEach((of, node) => (sizeOf[of]! += sizes[node]!));
  const isSingleton = (node: number): boolean => sizeOf[community[node]!] === 1;
  const singletons = [...community.keys()].filter(isSingleton);
  let left = singletons.length;
  const cosine = (node: number): number => neighbours[node]![0]?.cosine ?? 0;
  for (const node of singletons.sort((a, b) => cosine(b) - cosine(a) || a - b)) {
    const nearest = neighbours[node]![0]?.document;
    if (left <= maxSingletons || nearest === undefined) break;
    if (!isSingleton(node)) continue;
    left -= isSingleton(nearest) ? 2 : 1;
    sizeOf[community[node]!]!--;
    community[node] = community[nearest]!;
    sizeOf[community[node]]!++;
  }
}

import { seeded } from '../model/random.js';
import { aggregated, type Graph } from './graph.js';

interface Options {
  /** Above 1: more and smaller communities than modularity alone gives. */
  resolution: number;
  /** Of the order in which nodes are visited. */
  seed: number;
}

const MAX_SWEEPS = 30;
/** A smaller gain is a rounding error. */
const MIN_GAIN = 1e-9;

/**
 * Communities by the Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large networks, 2008) with the
 * resolution of Reichardt and Bornholdt, 2006: nodes are moved and communities aggregated by turns until nothing changes. In the end single nodes
 * are moved once more, since whole communities that moved may have left some of them behind (Rotta and Noack, 2011).
 * @returns by node its community, 0 … n − 1 in the order of their first nodes
 */
export function louvain(graph: Graph, { resolution, seed }: Options): Int32Array {
  const random = seeded(seed);
  let community = identity(graph.size);
  for (let level = graph; ;) {
    const found = renumbered(withNodesMoved(level, identity(level.size), { resolution, random }));
    community = community.map(of => found.community[of]!);
    if (found.size === level.size) break;
    level = aggregated(level, found.community, found.size);
  }
  return renumbered(withNodesMoved(graph, community, { resolution, random })).community;
}

const identity = (size: number): Int32Array => Int32Array.from({ length: size }, (_, node) => node);

interface Moving {
  resolution: number;
  random: () => number;
}

interface Partition {
  graph: Graph;
  /** By node. */
  community: Int32Array;
  /** By node: the weight of its edges, self-loop included. */
  degrees: Float64Array;
  /** By community: the sum of the degrees of its nodes. */
  totals: Float64Array;
  /** Resolution over the sum of all degrees: what a unit of expected weight takes off the gain. */
  penalty: number;
  /** By community: weight of the edges from the node that is being moved; 0 between nodes. */
  links: Float64Array;
}

/** Local moving: each node goes to the community with the highest gain, again and again until no move gains. */
function withNodesMoved(graph: Graph, start: Int32Array, { resolution, random }: Moving): Int32Array {
  const partition = partitionOf(graph, start, resolution);
  const order = shuffled(graph.size, random);
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    let moves = 0;
    for (const node of order) if (moveNode(partition, node)) moves++;
    if (moves === 0) break;
  }
  return partition.community;
}

function partitionOf(graph: Graph, start: Int32Array, resolution: number): Partition {
  const degrees = graph.loops.slice();
  const totals = new Float64Array(graph.size);
  let sum = 0;
  for (let node = 0; node < graph.size; node++) {
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) degrees[node]! += graph.weights[at]!;
    totals[start[node]!]! += degrees[node]!;
    sum += degrees[node]!;
  }
  return {
    graph,
    community: start.slice(),
    degrees,
    totals,
    penalty: resolution / (sum || 1),
    links: new Float64Array(graph.size),
  };
}

/** @returns whether it changed its community */
function moveNode(partition: Partition, node: number): boolean {
  const { community, degrees, totals, penalty, links } = partition;
  const from = community[node]!;
  const linked = linkedCommunities(partition, node);
  const degree = degrees[node]!;
  totals[from]! -= degree;
  let best = from;
  let highest = links[from]! - degree * totals[from]! * penalty + MIN_GAIN;
  for (const other of linked) {
    const gain = links[other]! - degree * totals[other]! * penalty;
    if (gain > highest) [best, highest] = [other, gain];
  }
  for (const other of linked) links[other] = 0;
  totals[best]! += degree;
  community[node] = best;
  return best !== from;
}

/** Fills `links`. @returns the communities that the node has an edge to */
function linkedCommunities({ graph, community, links }: Partition, node: number): number[] {
  const linked: number[] = [];
  for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
    const other = community[graph.targets[at]!]!;
    if (links[other] === 0) linked.push(other);
    links[other]! += graph.weights[at]!;
  }
  return linked;
}

function shuffled(size: number, random: () => number): Int32Array {
  const order = identity(size);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Numbers communities in the order of their first nodes. */
function renumbered(community: Int32Array): { community: Int32Array; size: number } {
  const numbers = new Map<number, number>();
  for (const of of community) if (!numbers.has(of)) numbers.set(of, numbers.size);
  return { community: community.map(of => numbers.get(of)!), size: numbers.size };
}

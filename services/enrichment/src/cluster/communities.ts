import { seeded } from '../model/random.js';
import { type Graph, merged } from './graph.js';

interface Options {
  /** Above 1: more and smaller communities than modularity alone would have. */
  resolution: number;
  /** Of the order in which nodes are looked at. */
  seed: number;
}

const MOST_SWEEPS = 30;
/** A smaller gain is rounding. */
const LEAST_GAIN = 1e-9;

/**
 * Node → community, 0 … n − 1, by the Louvain method: Blondel, Guillaume, Lambiotte and Lefebvre, Fast unfolding of communities in large
 * networks, 2008; with the resolution of Reichardt and Bornholdt, 2006. At the end single nodes are moved once more,
 * for the whole communities that were moved may have left some behind (Rotta and Noack, 2011).
 */
export function communitiesOf(graph: Graph, { resolution, seed }: Options): Int32Array {
  const random = seeded(seed);
  let community = identity(graph.size);
  for (let level = graph; ;) {
    const found = renumbered(moved(level, identity(level.size), { resolution, random }));
    community = community.map(of => found.community[of]!);
    if (found.size === level.size) break;
    level = merged(level, found.community, found.size);
  }
  return renumbered(moved(graph, community, { resolution, random })).community;
}

const identity = (size: number): Int32Array => Int32Array.from({ length: size }, (_, node) => node);

interface Moving {
  resolution: number;
  random: () => number;
}

/** The state of one level: a node's community, the sum of the degrees in each, and the sum of them all. */
interface Level {
  graph: Graph;
  community: Int32Array;
  degrees: Float64Array;
  totals: Float64Array;
  /** The price of a degree in a community for a node of degree 1. */
  price: number;
  /** Weight from the node in hand to each community; 0 between nodes. */
  links: Float64Array;
}

/** Moves each node to the community that gains most, until none gains. */
function moved(graph: Graph, start: Int32Array, { resolution, random }: Moving): Int32Array {
  const level = levelOf(graph, start, resolution);
  const order = shuffled(graph.size, random);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let moves = 0;
    for (const node of order) if (move(level, node)) moves++;
    if (moves === 0) break;
  }
  return level.community;
}

function levelOf(graph: Graph, start: Int32Array, resolution: number): Level {
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
    price: resolution / (sum || 1),
    links: new Float64Array(graph.size),
  };
}

function move(level: Level, node: number): boolean {
  const { community, degrees, totals, price, links } = level;
  const from = community[node]!;
  const near = linkedTo(level, node);
  const degree = degrees[node]!;
  totals[from]! -= degree;
  let best = from;
  let most = links[from]! - degree * totals[from]! * price + LEAST_GAIN;
  for (const other of near) {
    const gain = links[other]! - degree * totals[other]! * price;
    if (gain > most) [best, most] = [other, gain];
  }
  for (const other of near) links[other] = 0;
  totals[best]! += degree;
  community[node] = best;
  return best !== from;
}

function linkedTo({ graph, community, links }: Level, node: number): number[] {
  const near: number[] = [];
  for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
    const other = community[graph.targets[at]!]!;
    if (links[other] === 0) near.push(other);
    links[other]! += graph.weights[at]!;
  }
  return near;
}

function shuffled(size: number, random: () => number): Int32Array {
  const order = identity(size);
  for (let last = size - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** In the order in which they come first. */
function renumbered(community: Int32Array): { community: Int32Array; size: number } {
  const numbers = new Map<number, number>();
  for (const of of community) if (!numbers.has(of)) numbers.set(of, numbers.size);
  return { community: community.map(of => numbers.get(of)!), size: numbers.size };
}

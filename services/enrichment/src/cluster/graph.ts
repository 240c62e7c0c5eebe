import type { Neighbour } from './neighbours.js';

/** Undirected: the edges of node n are at `offsets[n]` … `offsets[n + 1]`, each edge at both its ends. */
export interface Graph {
  size: number;
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
  /** What a node that stands for several holds within; counted twice, as both ends of its edges. */
  loops: Float64Array;
}

type Edges = Map<number, number>[];

/** Two are joined when one of them is a neighbour of the other, as strongly as they are alike. */
export function graphOf(neighbours: readonly Neighbour[][]): Graph {
  const edges: Edges = neighbours.map(() => new Map<number, number>());
  neighbours.forEach((near, from) => {
    for (const { document: to, cosine } of near) {
      edges[from]!.set(to, cosine);
      edges[to]!.set(from, cosine);
    }
  });
  return packed(edges, new Float64Array(neighbours.length));
}

/** The graph whose nodes are the communities 0 … `size` − 1. */
export function merged(graph: Graph, community: Int32Array, size: number): Graph {
  const edges: Edges = Array.from({ length: size }, () => new Map<number, number>());
  const loops = new Float64Array(size);
  for (let node = 0; node < graph.size; node++) {
    const from = community[node]!;
    loops[from]! += graph.loops[node]!;
    for (let at = graph.offsets[node]!; at < graph.offsets[node + 1]!; at++) {
      const to = community[graph.targets[at]!]!;
      if (to === from) loops[from]! += graph.weights[at]!;
      else edges[from]!.set(to, (edges[from]!.get(to) ?? 0) + graph.weights[at]!);
    }
  }
  return packed(edges, loops);
}

function packed(edges: Edges, loops: Float64Array): Graph {
  const offsets = new Int32Array(edges.length + 1);
  edges.forEach((of, node) => (offsets[node + 1] = offsets[node]! + of.size));
  const targets = new Int32Array(offsets[edges.length]!);
  const weights = new Float64Array(targets.length);
  edges.forEach((of, node) => {
    let at = offsets[node]!;
    for (const [target, weight] of [...of].sort(([a], [b]) => a - b)) {
      targets[at] = target;
      weights[at++] = weight;
    }
  });
  return { size: edges.length, offsets, targets, weights, loops };
}

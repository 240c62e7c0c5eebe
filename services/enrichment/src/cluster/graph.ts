import type { Neighbour } from './nearest-neighbours.js';

/** An undirected weighted graph in compressed rows: the edges of node n are at `offsets[n]` … `offsets[n + 1]`, each edge at both its ends. */
export interface Graph {
  size: number;
  offsets: Int32Array;
  targets: Int32Array;
  weights: Float64Array;
  /** Weight of a node's self-loop: of the edges within the nodes that it stands for, each counted from both ends. */
  loops: Float64Array;
}

/** By node: target → weight. */
type Edges = Map<number, number>[];

/** Two documents are joined when one is a neighbour of the other, with their cosine as weight. */
export function neighbourGraphOf(neighbours: readonly Neighbour[][]): Graph {
  const edges: Edges = neighbours.map(() => new Map<number, number>());
  neighbours.forEach((near, from) => {
    for (const { document: to, cosine } of near) {
      edges[from]!.set(to, cosine);
      edges[to]!.set(from, cosine);
    }
  });
  return compressed(edges, new Float64Array(neighbours.length));
}

/** The graph with one node for each of the communities 0 … `size` − 1. */
export function aggregated(graph: Graph, community: Int32Array, size: number): Graph {
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
  return compressed(edges, loops);
}

function compressed(edges: Edges, loops: Float64Array): Graph {
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

import { neighbourGraphOf } from './graph.js';
import { louvain } from './louvain.js';
import type { Neighbour } from './nearest-neighbours.js';

/** Cliques of one size in a ring, each joined to the next by one edge. */
function ring(cliques: number, size: number): Neighbour[][] {
  return Array.from({ length: cliques * size }, (_, node) => {
    const first = node - (node % size);
    const within = Array.from({ length: size }, (_, nth) => first + nth).filter(other => other !== node);
    const next = node === first ? [(first + size) % (cliques * size)] : [];
    return [...within, ...next].map(document => ({ document, cosine: 0.5 }));
  });
}

/** By node its clique. */
const cliquesOf = (cliques: number, size: number) =>
  Array.from({ length: cliques * size }, (_, node) => Math.floor(node / size));

describe('the Louvain communities of a graph', () => {
  it('are its cliques', () => {
    expect([...louvain(neighbourGraphOf(ring(4, 5)), { resolution: 1, seed: 1 })]).toEqual(cliquesOf(4, 5));
  });

  // Fortunato and Barthélemy, Resolution limit in community detection, 2007.
  it('get smaller with a higher resolution', () => {
    const graph = neighbourGraphOf(ring(30, 5));
    expect(new Set(louvain(graph, { resolution: 1, seed: 1 })).size).toBeLessThan(30);
    expect([...louvain(graph, { resolution: 6, seed: 1 })]).toEqual(cliquesOf(30, 5));
  });

  it('are single nodes where there is no edge', () => {
    const neighbours = [...ring(2, 4), [], []];
    expect([...louvain(neighbourGraphOf(neighbours), { resolution: 1, seed: 3 })]).toEqual([...cliquesOf(2, 4), 2, 3]);
    expect([...louvain(neighbourGraphOf([[], []]), { resolution: 1, seed: 3 })]).toEqual([0, 1]);
  });

  it('are the same for the same seed', () => {
    const graph = neighbourGraphOf(ring(12, 3));
    for (const seed of [1, 2, 3])
      expect(louvain(graph, { resolution: 1, seed })).toEqual(louvain(graph, { resolution: 1, seed }));
  });
});

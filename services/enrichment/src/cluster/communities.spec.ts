import { communitiesOf } from './communities.js';
import { graphOf } from './graph.js';
import type { Neighbour } from './neighbours.js';

/** Cliques of a size; each joined to the next by one edge. */
function ring(cliques: number, size: number): Neighbour[][] {
  return Array.from({ length: cliques * size }, (_, node) => {
    const first = node - (node % size);
    const within = Array.from({ length: size }, (_, nth) => first + nth).filter(other => other !== node);
    const next = node === first ? [(first + size) % (cliques * size)] : [];
    return [...within, ...next].map(document => ({ document, cosine: 0.5 }));
  });
}

const CLIQUES = (cliques: number, size: number) =>
  Array.from({ length: cliques * size }, (_, node) => Math.floor(node / size));

describe('communities of a graph', () => {
  it('are what is joined more within than without', () => {
    expect([...communitiesOf(graphOf(ring(4, 5)), { resolution: 1, seed: 1 })]).toEqual(CLIQUES(4, 5));
  });

  // Fortunato and Barthélemy, Resolution limit in community detection, 2007.
  it('are as small as the resolution is high', () => {
    const graph = graphOf(ring(30, 5));
    expect(new Set(communitiesOf(graph, { resolution: 1, seed: 1 })).size).toBeLessThan(30);
    expect([...communitiesOf(graph, { resolution: 6, seed: 1 })]).toEqual(CLIQUES(30, 5));
  });

  it('leave alone what is joined to nothing', () => {
    const neighbours = [...ring(2, 4), [], []];
    expect([...communitiesOf(graphOf(neighbours), { resolution: 1, seed: 3 })]).toEqual([...CLIQUES(2, 4), 2, 3]);
    expect([...communitiesOf(graphOf([[], []]), { resolution: 1, seed: 3 })]).toEqual([0, 1]);
  });

  it('are the same for the same seed', () => {
    const graph = graphOf(ring(12, 3));
    for (const seed of [1, 2, 3])
      expect(communitiesOf(graph, { resolution: 1, seed })).toEqual(communitiesOf(graph, { resolution: 1, seed }));
  });
});

import { BUCKETS, type Vector } from '../model/features.js';

export interface Neighbour {
  /** Its place among the vectors. */
  document: number;
  cosine: number;
}

/** Postings that are read for a document, rarest features first: so time grows with the number of documents, not with its square. */
const MAX_POSTINGS = 20_000;
/** Candidates, at least, whose cosine is computed in full. */
const MIN_CANDIDATES = 64;
/** Partial scores of 0 … 1 are ranked in so many bins. */
const BINS = 512;

/** Feature → its postings: the documents that have it, with its weight in them, at `offsets[feature]` … `offsets[feature + 1]`. */
interface InvertedIndex {
  offsets: Int32Array;
  documents: Int32Array;
  weights: Float32Array;
}

/** Buffers that are reused from one document to the next; zero in between. */
interface Buffers {
  scores: Float32Array;
  /** The documents with a score. */
  scored: Int32Array;
  dense: Float32Array;
}

/**
 * The `k` nearest neighbours of each document by cosine, nearest first. Exact where few documents share a feature, otherwise among those that share
 * the rarest features.
 * @param vectors of length 1, each feature once
 * @returns for each document at most `k` others, all with a cosine of at least `minCosine`
 */
export function nearestNeighbours(
  vectors: readonly Vector[],
  { k, minCosine }: { k: number; minCosine: number },
): Neighbour[][] {
  const index = invertedIndexOf(vectors);
  const buffers: Buffers = {
    scores: new Float32Array(vectors.length),
    scored: new Int32Array(vectors.length),
    dense: new Float32Array(BUCKETS),
  };
  return vectors.map((vector, document) => {
    const candidates = candidatesFor(vector, index, buffers).filter(other => other !== document);
    return byCosine(vector, candidates, vectors, buffers.dense)
      .filter(({ cosine }) => cosine >= minCosine)
      .slice(0, k);
  });
}

function invertedIndexOf(vectors: readonly Vector[]): InvertedIndex {
  const offsets = new Int32Array(BUCKETS + 1);
  for (const { indices } of vectors) for (const bucket of indices) offsets[bucket + 1]!++;
  for (let bucket = 0; bucket < BUCKETS; bucket++) offsets[bucket + 1]! += offsets[bucket]!;
  const documents = new Int32Array(offsets[BUCKETS]!);
  const weights = new Float32Array(offsets[BUCKETS]!);
  const next = offsets.slice(0, BUCKETS);
  vectors.forEach(({ indices, values }, document) =>
    indices.forEach((bucket, nth) => {
      const at = next[bucket]!++;
      documents[at] = document;
      weights[at] = values[nth]!;
    }),
  );
  return { offsets, documents, weights };
}

function candidatesFor({ indices, values }: Vector, index: InvertedIndex, { scores, scored }: Buffers): number[] {
  const postings = (bucket: number): number => index.offsets[bucket + 1]! - index.offsets[bucket]!;
  const rarestFirst = [...indices.keys()].sort(
    (a, b) => postings(indices[a]!) - postings(indices[b]!) || indices[a]! - indices[b]!,
  );
  let read = 0;
  let size = 0;
  for (const nth of rarestFirst) {
    read += postings(indices[nth]!);
    if (read > MAX_POSTINGS) break;
    size = addScores(index, { bucket: indices[nth]!, weight: values[nth]! }, { scores, scored, size });
  }
  const best = bestOf(scored.subarray(0, size), scores);
  for (let nth = 0; nth < size; nth++) scores[scored[nth]!] = 0;
  return best;
}

/** @returns how many documents have a score now */
function addScores(
  { offsets, documents, weights }: InvertedIndex,
  { bucket, weight }: { bucket: number; weight: number },
  { scores, scored, size }: { scores: Float32Array; scored: Int32Array; size: number },
): number {
  for (let at = offsets[bucket]!; at < offsets[bucket + 1]!; at++) {
    const document = documents[at]!;
    if (scores[document] === 0) scored[size++] = document;
    scores[document]! += weight * weights[at]!;
  }
  return size;
}

/** The documents with the highest scores; of those in the last bin that is needed the first. */
function bestOf(scored: Int32Array, scores: Float32Array): number[] {
  const lastBin = scored.length <= MIN_CANDIDATES ? 0 : lastBinOf(scored, scores);
  const best: number[] = [];
  for (const document of scored) if (binOf(scores[document]!) > lastBin) best.push(document);
  for (let nth = 0; nth < scored.length && best.length < 2 * MIN_CANDIDATES; nth++)
    if (binOf(scores[scored[nth]!]!) === lastBin) best.push(scored[nth]!);
  return best;
}

/** The highest bin that, with those above it, has enough documents. */
function lastBinOf(scored: Int32Array, scores: Float32Array): number {
  const sizes = new Int32Array(BINS);
  for (const document of scored) sizes[binOf(scores[document]!)]!++;
  let bin = BINS - 1;
  for (let sum = sizes[bin]!; sum < MIN_CANDIDATES && bin > 0; sum += sizes[bin]!) bin--;
  return bin;
}

const binOf = (score: number): number => Math.min(BINS - 1, Math.floor(score * BINS));

function byCosine(
  { indices, values }: Vector,
  candidates: readonly number[],
  vectors: readonly Vector[],
  dense: Float32Array,
): Neighbour[] {
  indices.forEach((bucket, nth) => (dense[bucket] = values[nth]!));
  const neighbours = candidates.map(document => ({ document, cosine: dot(vectors[document]!, dense) }));
  for (const bucket of indices) dense[bucket] = 0;
  return neighbours.sort((a, b) => b.cosine - a.cosine || a.document - b.document);
}

function dot({ indices, values }: Vector, dense: Float32Array): number {
  let sum = 0;
  for (let nth = 0; nth < indices.length; nth++) sum += values[nth]! * dense[indices[nth]!]!;
  return sum;
}

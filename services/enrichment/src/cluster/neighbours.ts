import { BUCKETS, type Vector } from '../model/features.js';

/** Document n is near to `of[n]`, as many as it has, nearest first. */
export interface Neighbour {
  document: number;
  cosine: number;
}

/** So many entries of the index are read for a document, its rarest features first: time grows with the number of documents, not with its square. */
const MOST_ENTRIES = 20_000;
/** So many of those that share most of the rare features are compared whole. */
const COMPARED = 64;
/** Scores of 0 … 1 are ranked in so many steps. */
const STEPS = 512;

/** Feature → the documents that hold it, at `offsets[feature]` … `offsets[feature + 1]`. */
interface Index {
  offsets: Int32Array;
  documents: Int32Array;
  weights: Float32Array;
}

/** What is reused from one document to the next. */
interface Scratch {
  scores: Float32Array;
  touched: Int32Array;
  dense: Float32Array;
}

/**
 * The nearest documents of each by cosine, at least `above`. Exact where the documents that share a feature are few,
 * and else among the documents that share the rarest features.
 * @param vectors of length 1, each feature once
 */
export function neighboursIn(
  vectors: readonly Vector[],
  { most, above }: { most: number; above: number },
): Neighbour[][] {
  const index = indexOf(vectors);
  const scratch: Scratch = {
    scores: new Float32Array(vectors.length),
    touched: new Int32Array(vectors.length),
    dense: new Float32Array(BUCKETS),
  };
  return vectors.map((vector, document) => {
    const candidates = candidatesFor(vector, index, scratch).filter(other => other !== document);
    return compared(vector, candidates, vectors, scratch.dense)
      .filter(({ cosine }) => cosine >= above)
      .slice(0, most);
  });
}

function indexOf(vectors: readonly Vector[]): Index {
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

function candidatesFor({ indices, values }: Vector, index: Index, { scores, touched }: Scratch): number[] {
  const holders = (bucket: number): number => index.offsets[bucket + 1]! - index.offsets[bucket]!;
  const rarestFirst = [...indices.keys()].sort(
    (a, b) => holders(indices[a]!) - holders(indices[b]!) || indices[a]! - indices[b]!,
  );
  let read = 0;
  let size = 0;
  for (const nth of rarestFirst) {
    read += holders(indices[nth]!);
    if (read > MOST_ENTRIES) break;
    size = addScores(index, { bucket: indices[nth]!, weight: values[nth]! }, { scores, touched, size });
  }
  const best = bestOf(touched.subarray(0, size), scores);
  for (let nth = 0; nth < size; nth++) scores[touched[nth]!] = 0;
  return best;
}

function addScores(
  { offsets, documents, weights }: Index,
  { bucket, weight }: { bucket: number; weight: number },
  { scores, touched, size }: { scores: Float32Array; touched: Int32Array; size: number },
): number {
  for (let at = offsets[bucket]!; at < offsets[bucket + 1]!; at++) {
    const document = documents[at]!;
    if (scores[document] === 0) touched[size++] = document;
    scores[document]! += weight * weights[at]!;
  }
  return size;
}

/** Those with the highest scores; of those as good as the last of them by a step, the first. */
function bestOf(touched: Int32Array, scores: Float32Array): number[] {
  const floor = touched.length <= COMPARED ? 0 : floorOf(touched, scores);
  const best: number[] = [];
  for (const document of touched) if (stepOf(scores[document]!) > floor) best.push(document);
  for (let nth = 0; nth < touched.length && best.length < 2 * COMPARED; nth++)
    if (stepOf(scores[touched[nth]!]!) === floor) best.push(touched[nth]!);
  return best;
}

/** The step of the score that enough of them reach. */
function floorOf(touched: Int32Array, scores: Float32Array): number {
  const reached = new Int32Array(STEPS);
  for (const document of touched) reached[stepOf(scores[document]!)]!++;
  let step = STEPS - 1;
  for (let sum = reached[step]!; sum < COMPARED && step > 0; sum += reached[step]!) step--;
  return step;
}

const stepOf = (score: number): number => Math.min(STEPS - 1, Math.floor(score * STEPS));

function compared(
  { indices, values }: Vector,
  candidates: readonly number[],
  vectors: readonly Vector[],
  dense: Float32Array,
): Neighbour[] {
  indices.forEach((bucket, nth) => (dense[bucket] = values[nth]!));
  const found = candidates.map(document => ({ document, cosine: dot(vectors[document]!, dense) }));
  for (const bucket of indices) dense[bucket] = 0;
  return found.sort((a, b) => b.cosine - a.cosine || a.document - b.document);
}

function dot({ indices, values }: Vector, dense: Float32Array): number {
  let sum = 0;
  for (let nth = 0; nth < indices.length; nth++) sum += values[nth]! * dense[indices[nth]!]!;
  return sum;
}

import { clustersOf } from '../cluster/clusters.js';
import { afterJoining, type Leader, nearestLeader, newLeader } from '../cluster/leader-clustering.js';
import { tfIdfVectorsOf } from '../cluster/tf-idf.js';
import { readNdjson } from '../training/data.js';
import { adjustedRand, vMeasure } from './agreement.js';
import { samplerOf } from './sampler.js';
import { kMeans } from './k-means.js';

export interface ClustersRow {
  /** `banking77` or `clinc150`, or a subset of it. */
  data: string;
  /** `at once`, `one at a time`, or a baseline. */
  method: string;
  texts: number;
  classes: number;
  /** V-measure, 0 … 1; a text in no cluster is one of its own. Read it beside the adjusted Rand index and the number of clusters. */
  v: number;
  adjustedRand: number;
  /** The number of clusters of two texts or more. */
  clusters: number;
  /** The share of texts in no cluster. */
  alone: number;
  seconds: number;
}

interface Labelled {
  text: string;
  label: string;
}

type Method = (texts: string[], options: { classes: number; seed: number }) => readonly unknown[];

/** Hyper-parameters were chosen on the subsets of clinc150; banking77 is the test. */
const SUBSETS: { file: string; texts?: number; classes?: number }[] = [
  { file: 'banking77' },
  { file: 'banking77', texts: 4_000 },
  { file: 'clinc150', texts: 60, classes: 6 },
  { file: 'clinc150', texts: 300, classes: 20 },
  { file: 'clinc150', texts: 300 },
  { file: 'clinc150', texts: 1_000, classes: 20 },
  { file: 'clinc150', texts: 1_000 },
  { file: 'clinc150', texts: 5_000, classes: 40 },
  { file: 'clinc150', texts: 5_000 },
];
/** More texts would only take more time. */
const MOST_ONE_AT_A_TIME = 1_000;
const MOST_BY_K_MEANS = 4_000;

const METHODS: Record<string, { most: number; group: Method }> = {
  'at once': { most: Infinity, group: atOnce },
  'one at a time': { most: MOST_ONE_AT_A_TIME, group: oneAtATime },
  'k-means, given the number of classes': {
    most: MOST_BY_K_MEANS,
    group: (texts, { classes, seed }) => [...kMeans(tfIdfVectorsOf(texts, 'en'), { clusters: classes, seed })],
  },
  'each alone': { most: Infinity, group: texts => [...texts.keys()] },
};

/**
 * The agreement of clusters with hand-labelled classes.
 * @param dataFolder holds `train/themes-en-banking77.ndjson` and `train/themes-en-clinc150.ndjson`
 */
export function evaluateClusters({ dataFolder, seed }: { dataFolder: string; seed: number }): ClustersRow[] {
  const rows: ClustersRow[] = [];
  for (const subset of SUBSETS) {
    const all = labelledIn(`${dataFolder}/train/themes-en-${subset.file}.ndjson`);
    const some = subsetOf(all, { ...subset, seed });
    for (const [method, { most, group }] of Object.entries(METHODS))
      if (some.length <= most) rows.push(measured(some, { data: subset.file, method, group, seed }));
  }
  return rows;
}

// Texts that are out of scope are no class.
const labelledIn = (file: string): Labelled[] => readNdjson<Labelled>(file).filter(({ label }) => label !== 'oos');

function subsetOf(
  all: readonly Labelled[],
  { texts, classes, seed }: { texts?: number; classes?: number; seed: number },
): Labelled[] {
  const sampler = samplerOf(seed);
  const labels = new Set(sampler.shuffled([...new Set(all.map(({ label }) => label))]).slice(0, classes));
  return sampler.shuffled(all.filter(({ label }) => labels.has(label))).slice(0, texts);
}

/** The agreement of one method's clusters with the classes. */
export function measured(
  labelled: readonly Labelled[],
  { data, method, group, seed }: { data: string; method: string; group: Method; seed: number },
): ClustersRow {
  const labels = labelled.map(({ label }) => label);
  const classes = new Set(labels).size;
  const start = performance.now();
  const found = group(
    labelled.map(({ text }) => text),
    { classes, seed },
  );
  const seconds = (performance.now() - start) / 1000;
  const sizes = new Map<unknown, number>();
  for (const cluster of found) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  const clusters = [...sizes.values()].filter(size => size > 1).length;
  return {
    data,
    method,
    texts: labels.length,
    classes,
    v: vMeasure(labels, found),
    adjustedRand: adjustedRand(labels, found),
    clusters,
    alone: (sizes.size - clusters) / (labels.length || 1),
    seconds,
  };
}

function atOnce(texts: string[], { seed }: { seed: number }): unknown[] {
  const found: unknown[] = texts.map((_, nth) => `alone ${nth}`);
  const clusters = clustersOf(
    texts.map(text => ({ text, language: 'en' })),
    { seed },
  );
  clusters.forEach(({ members }, cluster) => members.forEach(member => (found[member] = cluster)));
  return found;
}

function oneAtATime(texts: string[]): unknown[] {
  const leaders: Leader[] = [];
  return texts.map((text, nth) => {
    const id = nearestLeader({ text, language: 'en' }, leaders) ?? String(nth);
    const at = leaders.findIndex(leader => leader.id === id);
    if (at < 0) leaders.push(newLeader(id, { text, language: 'en' }));
    else leaders[at] = afterJoining(leaders[at]!, text);
    return id;
  });
}

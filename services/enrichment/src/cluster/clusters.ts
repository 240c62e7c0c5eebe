import type { Language } from '@ckm/contracts';
import { grouped } from '@ckm/event-sourcing';
import { plainText } from '../language/plain-text.js';
import { communitiesOf } from './communities.js';
import { graphOf } from './graph.js';
import { namesOf, type Voice } from './names.js';
import { type Neighbour, neighboursIn } from './neighbours.js';
import { tfIdfVectorsOf } from './tf-idf.js';

export interface ClusterText {
  text: string;
  /** Texts of different languages share no cluster. */
  language: Language;
}

interface Cluster {
  language: Language;
  /** Places in the input, in order; two or more. */
  members: number[];
}

const NEIGHBOURS = 10;
/** Two texts are neighbours from this cosine on. */
const NEAR = 0.17;
const RESOLUTION = 6;
/** Among few texts that resolution would part even those that are all near to one another. */
const TEXTS_A_RESOLUTION = 30;
const MOST_LEFT_OVER = 0.15;

/**
 * Groups texts by what they are about. A text that is near to no other is in no cluster; when they are more than 15 % of a language,
 * those that are nearest to another join it. The same texts in the same order with the same seed give the same clusters.
 * @param loosely the cosine from which on they join: by default whoever shares anything
 * @returns the clusters in the order of their first members
 */
export function clustersOf(texts: readonly ClusterText[], { seed = 1, loosely = 0 } = {}): Cluster[] {
  const places = grouped(texts.keys(), nth => texts[nth]!.language);
  const clusters = [...places].flatMap(([language, of]) =>
    groupsOf(of, { texts, language, seed, loosely }).map(members => ({ language, members })),
  );
  return clusters.sort((a, b) => a.members[0]! - b.members[0]!);
}

/** The same, each text being a voice of its own. */
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
  loosely: number;
}

/** The same words said twice count once in what is near to what. */
function groupsOf(places: number[], { texts, language, seed, loosely }: Scope): number[][] {
  const alike = [...grouped(places, place => plainText(texts[place]!.text)).values()];
  const vectors = tfIdfVectorsOf(
    alike.map(([first]) => texts[first!]!.text),
    language,
  );
  const loose = neighboursIn(vectors, { most: NEIGHBOURS, above: loosely });
  const near = loose.map(of => of.filter(({ cosine }) => cosine >= NEAR));
  const community = communitiesOf(graphOf(near), { resolution: resolutionFor(vectors.length), seed });
  const most = Math.floor(places.length * MOST_LEFT_OVER);
  joinLeftOver(community, loose, { sizes: alike.map(of => of.length), most });
  const groups = grouped(alike.keys(), nth => community[nth]!).values();
  return [...groups]
    .map(group => group.flatMap(nth => alike[nth]!).sort((a, b) => a - b))
    .filter(members => members.length > 1);
}

const resolutionFor = (texts: number): number => Math.min(RESOLUTION, Math.max(1, texts / TEXTS_A_RESOLUTION));

/** The nearest first, until few enough are alone. */
function joinLeftOver(
  community: Int32Array,
  neighbours: readonly Neighbour[][],
  { sizes, most }: { sizes: readonly number[]; most: number },
): void {
  const sizeOf = new Int32Array(community.length);
  community.forEach((of, nth) => (sizeOf[of]! += sizes[nth]!));
  const isAlone = (nth: number): boolean => sizeOf[community[nth]!] === 1;
  const alone = [...community.keys()].filter(isAlone);
  let left = alone.length;
  const cosine = (nth: number): number => neighbours[nth]![0]?.cosine ?? 0;
  for (const nth of alone.sort((a, b) => cosine(b) - cosine(a) || a - b)) {
    const nearest = neighbours[nth]![0]?.document;
    if (left <= most || nearest === undefined) break;
    if (!isAlone(nth)) continue;
    left -= isAlone(nearest) ? 2 : 1;
    sizeOf[community[nth]!]!--;
    community[nth] = community[nearest]!;
    sizeOf[community[nth]]!++;
  }
}

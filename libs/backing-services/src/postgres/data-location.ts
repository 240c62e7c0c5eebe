import { randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, sharedHomeOf } from './home.js';

// Data usually lie in their folder. Where the user that runs PostgreSQL cannot reach the folder they lie in a shared place, and two files
// connect them: `where` in the folder names the place, `whose` in the place names the folder. So data are found again when the folder is
// moved, and two folders never share them.
const placeFileIn = (folder: string) => join(folder, 'where');
const ownerFileIn = (place: string) => join(place, 'whose');

/** There have been data, and they are gone. A new cluster in their place would look as if all were well. */
export class DataGone extends Error {}

export const holdsData = (place: string) => isThere(join(place, 'data', 'PG_VERSION'));

/**
 * Where the data of a folder lie: the folder itself where they are to be made anew.
 * @param existing whether the folder has had data
 * @throws DataGone where the place that the folder names holds none; Error where they belong to another folder, of which this one is a copy
 */
export async function locateData(folder: string, existing: boolean): Promise<string> {
  if (await holdsData(folder)) return folder;
  const place = (await namedPlaceOf(folder)) ?? (await unnamedPlaceOf(folder, existing)) ?? folder;
  await refuseCopy(folder, place);
  return place;
}

async function namedPlaceOf(folder: string): Promise<string | null> {
  const place = await lineIn(placeFileIn(folder));
  if (place !== null && !(await holdsData(place)))
    throw new DataGone(`${placeFileIn(folder)} says that the data are in ${place}, and there are none`);
  return place;
}

/** The shared place of a folder that names none: where it has had data, the file was lost, or the whole folder. */
async function unnamedPlaceOf(folder: string, existing: boolean): Promise<string | null> {
  const place = sharedHomeOf(folder);
  if (!(await holdsData(place))) return null;
  return existing || (await isOfEarlierVersion(folder, place)) ? place : null;
}

/** Earlier versions wrote neither file, and always left the folder. Other data at this place are of an earlier folder of the same name. */
const isOfEarlierVersion = async (folder: string, place: string): Promise<boolean> =>
  (await lineIn(ownerFileIn(place))) === null && (await isThere(folder));

async function refuseCopy(folder: string, place: string): Promise<void> {
  const owner = await lineIn(ownerFileIn(place));
  if (owner === null || (await lineIn(placeFileIn(owner))) !== place) return;
  if ((await real(owner)) === (await real(folder))) return;
  throw new Error(
    `The data in ${place} are those of ${owner}: copy them too, and name the copy of them in ${placeFileIn(folder)}`,
  );
}

/** Writes the two files that connect a folder with the place that its data lie in. */
export async function recordLocation(folder: string, place: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // In this order: were there an owner that does not name the place, anybody could take the data for theirs.
  await replaceFile(placeFileIn(folder), place);
  await replaceFile(ownerFileIn(place), folder);
}

/** By a rename, which follows no link: the place belongs to another user, who may have put a link to a file of root's there. */
async function replaceFile(file: string, line: string): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, `${line}\n`, { flag: 'wx' });
  await rename(written, file);
}

const lineIn = (file: string): Promise<string | null> =>
  readFile(file, 'utf8').then(
    text => text.trim() || null,
    () => null,
  );

const real = (path: string) => realpath(path).catch(() => path);

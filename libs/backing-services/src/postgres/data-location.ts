import { randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, sharedHomeOf } from './home.js';

/** Data that existed are missing. A new, empty cluster in their place would hide it. */
export class DataGone extends Error {}

const noteIn = (folder: string) => join(folder, 'where');
const ownerIn = (home: string) => join(home, 'whose');
const lineOf = (file: string) =>
  readFile(file, 'utf8').then(
    text => text.trim(),
    () => '',
  );

const real = (path: string) => realpath(path).catch(() => path);

export const holdsData = (home: string) => isThere(join(home, 'data', 'PG_VERSION'));

/**
 * The folder that holds the data of `folder`: itself, or the one that the note in it names, or, where the note is lost, the one under
 * /var/lib/ckm that belongs to its name.
 * @param existing whether the folder is known to have had data; if not, data without a note that belong to another folder of its name are left
 * alone
 * @throws DataGone when the note names a folder without data; an error when the data belong to another folder
 */
export async function locateData(folder: string, existing: boolean): Promise<string> {
  if (await holdsData(folder)) return folder;
  const noted = await lineOf(noteIn(folder));
  if (noted && !(await holdsData(noted)))
    throw new DataGone(`${noteIn(folder)} says that the data are in ${noted}, and there are none`);
  const home = noted || (await locateWithoutNote(folder, existing));
  const owner = await lineOf(ownerIn(home));
  if ((await lineOf(noteIn(owner))) === home && (await real(owner)) !== (await real(folder)))
    throw new Error(
      `The data in ${home} are those of ${owner}: copy them too, and name the copy of them in ${noteIn(folder)}`,
    );
  return home;
}

async function locateWithoutNote(folder: string, existing: boolean): Promise<string> {
  const home = sharedHomeOf(folder);
  if (!(await holdsData(home))) return folder;
  if (existing) return home;
  // Data from before owners were recorded: the folder existed, but had not always a note.
  const isOfThisOne = !(await lineOf(ownerIn(home))) && (await isThere(folder));
  return isOfThisOne ? home : folder;
}

/** Writes into each of the two folders where the other one is, for whoever copies or moves one. */
export async function recordLocation(folder: string, home: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The note comes first: data whose owner has no note of them belong to nobody.
  await writeNew(noteIn(folder), home);
  await writeNew(ownerIn(home), folder);
}

/** By a new file that is renamed: the folder belongs to another user, who may have put a link to one of root's files under the name. */
async function writeNew(file: string, line: string): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, `${line}\n`, { flag: 'wx' });
  await rename(written, file);
}

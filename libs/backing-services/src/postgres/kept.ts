import { randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isThere, sharedHomeOf } from './home.js';

/** Data that were there are not. A new cluster in their place would look as if all were well. */
export class DataGone extends Error {}

const noteIn = (folder: string) => join(folder, 'where');
const ownerIn = (home: string) => join(home, 'whose');
const said = (file: string) =>
  readFile(file, 'utf8').then(
    text => text.trim(),
    () => '',
  );

const real = (path: string) => realpath(path).catch(() => path);

export const holdsData = (home: string) => isThere(join(home, 'data', 'PG_VERSION'));

/**
 * Where the data lie: in the folder, or where the note in it says, or where they were kept for it without a note.
 * @param existing whether the folder has had data; one that has not is begun anew, whatever was kept for its name
 */
export async function whereKept(folder: string, existing: boolean): Promise<string> {
  if (await holdsData(folder)) return folder;
  const noted = await said(noteIn(folder));
  if (noted && !(await holdsData(noted)))
    throw new DataGone(`${noteIn(folder)} says that the data are in ${noted}, and there are none`);
  const home = noted || (await withoutNote(folder, existing));
  const owner = await said(ownerIn(home));
  if ((await said(noteIn(owner))) === home && (await real(owner)) !== (await real(folder)))
    throw new Error(
      `The data in ${home} are those of ${owner}: copy them too, and name the copy of them in ${noteIn(folder)}`,
    );
  return home;
}

async function withoutNote(folder: string, existing: boolean): Promise<string> {
  const home = sharedHomeOf(folder);
  if (!(await holdsData(home))) return folder;
  if (existing) return home;
  // Before owners were named there was always the folder, and not always a note in it.
  const isOfThisOne = !(await said(ownerIn(home))) && (await isThere(folder));
  return isOfThisOne ? home : folder;
}

/** Who copies or moves the folder finds in it that the data lie elsewhere. */
export async function noteWhere(folder: string, home: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // The note comes first: data with an owner that has no note of them are nobody's.
  await writeNew(noteIn(folder), home);
  await writeNew(ownerIn(home), folder);
}

/** The folder of data is another user's, who may have put a link to any file of root's where ours is to be. */
async function writeNew(file: string, line: string): Promise<void> {
  const written = `${file}.${randomUUID()}`;
  await writeFile(written, `${line}\n`, { flag: 'wx' });
  await rename(written, file);
}

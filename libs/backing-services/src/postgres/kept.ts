import { readFile, realpath, writeFile } from 'node:fs/promises';
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

export const holdsData = (home: string) => isThere(join(home, 'data', 'PG_VERSION'));

/** Where the data lie: in the folder, or where the note in it says, or where they were kept for it without a note. */
export async function whereKept(folder: string): Promise<string> {
  if (await holdsData(folder)) return folder;
  const note = noteIn(folder);
  const noted = await said(note);
  const home = noted || sharedHomeOf(folder);
  if (!(await holdsData(home))) {
    if (noted) throw new DataGone(`${note} says that the data are in ${home}, and there are none`);
    return folder;
  }
  const owner = await said(ownerIn(home));
  if ((await said(noteIn(owner))) === home && (await realpath(owner)) !== (await realpath(folder)))
    throw new Error(`The data in ${home} are those of ${owner}: copy them too, and name the copy of them in ${note}`);
  return home;
}

/** Who copies or moves the folder finds in it that the data lie elsewhere. */
export async function noteWhere(folder: string, home: string): Promise<void> {
  await writeFile(ownerIn(home), `${folder}\n`);
  await writeFile(noteIn(folder), `${home}\n`);
}

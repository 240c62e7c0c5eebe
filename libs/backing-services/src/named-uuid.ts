import { createHash } from 'node:crypto';

/** For tests: the same UUID for the same name. */
export const namedUuid = (name: string): string =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

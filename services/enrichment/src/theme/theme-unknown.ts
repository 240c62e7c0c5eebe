import { Problem } from '@ckm/http';

/** @param pointer where it stands in the request */
export const themeUnknown = (pointer: string, detail: string): Problem =>
  new Problem('theme-unknown', detail, [{ pointer, rule: 'theme', detail }]);

import { bufferOf } from './transport/placed.js';

type Headers<Value> = Record<string, Value>;

export const base64Of = (headers: Headers<Uint8Array>): Headers<string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, bufferOf(value).toString('base64')]));

export const fromBase64 = (headers: Headers<string>): Headers<Buffer> =>
  Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'base64')]));

import type { ModelConfig } from './model-config.js';

/** More of an answer nobody reads. */
const MOST_BYTES = 1_000_000;
const PASSING = [408, 425, 429];

/** The model gave no answer, or none that can be used. Never holds a customer's words. */
export class ModelFailure extends Error {
  constructor(
    message: string,
    /** Whether it may be well a little later. */
    readonly passes: boolean,
    /** What it asked for in `Retry-After`, in milliseconds. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ModelFailure';
  }
}

/** One request for a chat completion. @returns what the model wrote */
export async function callModel(config: ModelConfig, body: object, stopping?: AbortSignal): Promise<string> {
  const { baseUrl, apiKey, timeoutMs } = config;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      // The key is for this address alone.
      redirect: 'error',
      signal: stopping ? AbortSignal.any([deadline, stopping]) : deadline,
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await refusalOf(response);
    return writtenIn(await textOf(response));
  } catch (error) {
    if (error instanceof ModelFailure) throw error;
    const message = deadline.aborted ? `no answer within ${timeoutMs} ms` : 'cannot be reached';
    throw new ModelFailure(message, true, null, { cause: error });
  }
}

async function refusalOf(response: Response): Promise<ModelFailure> {
  await response.body?.cancel();
  const { status, headers } = response;
  const seconds = headers.get('retry-after') ?? '';
  const retryAfterMs = /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
  return new ModelFailure(`answered ${status}`, status >= 500 || PASSING.includes(status), retryAfterMs);
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes > MOST_BYTES) throw new ModelFailure('the answer is too long', false);
  }
  return Buffer.concat(chunks).toString();
}

interface Completion {
  choices?: { finish_reason?: unknown; message?: { content?: unknown } }[];
}

function writtenIn(answer: string): string {
  const choice = (parsed(answer) as Completion | null)?.choices?.[0];
  const content = choice?.message?.content;
  if (typeof content !== 'string') throw new ModelFailure('the answer is no completion', false);
  if (choice?.finish_reason === 'length') throw new ModelFailure('the answer was cut off', false);
  return content;
}

/** Throws a failure that does not quote what cannot be parsed. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ModelFailure('the answer is no JSON', false);
  }
}

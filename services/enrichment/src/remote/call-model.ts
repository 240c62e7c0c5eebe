import type { ModelConfig } from './model-config.js';

/** A longer answer is not read. */
const MAX_BYTES = 1_000_000;
/** Besides 5xx. */
const TRANSIENT_STATUS = [408, 425, 429];

/** The model gave no answer, or none that can be used. Never holds customers' words. */
export class ModelFailure extends Error {
  constructor(
    message: string,
    /** A later attempt may succeed. */
    readonly isTransient: boolean,
    /** From `Retry-After`, in milliseconds. */
    readonly retryAfterMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ModelFailure';
  }
}

/** Requests one chat completion. @returns what the model wrote @throws ModelFailure */
export async function callModel(config: ModelConfig, body: object, stopping?: AbortSignal): Promise<string> {
  const { baseUrl, apiKey, timeoutMs } = config;
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(`${baseUrl}/chat/completions`, {
      method: 'POST',
      // The key must not go to another address.
      redirect: 'error',
      signal: stopping ? AbortSignal.any([deadline, stopping]) : deadline,
      headers: { 'content-type': 'application/json', ...(apiKey && { authorization: `Bearer ${apiKey}` }) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw await failureOf(response);
    return contentOf(await textOf(response));
  } catch (error) {
    if (error instanceof ModelFailure) throw error;
    const message = deadline.aborted ? `no answer within ${timeoutMs} ms` : 'cannot be reached';
    throw new ModelFailure(message, true, null, { cause: error });
  }
}

async function failureOf(response: Response): Promise<ModelFailure> {
  await response.body?.cancel();
  const { status, headers } = response;
  const seconds = headers.get('retry-after') ?? '';
  const retryAfterMs = /^\d{1,5}$/.test(seconds) ? Number(seconds) * 1_000 : null;
  return new ModelFailure(`answered ${status}`, status >= 500 || TRANSIENT_STATUS.includes(status), retryAfterMs);
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes > MAX_BYTES) throw new ModelFailure('the answer is too long', false);
  }
  return Buffer.concat(chunks).toString();
}

interface Completion {
  choices?: { finish_reason?: unknown; message?: { content?: unknown } }[];
}

function contentOf(answer: string): string {
  const choice = (parseJson(answer) as Completion | null)?.choices?.[0];
  const content = choice?.message?.content;
  if (typeof content !== 'string') throw new ModelFailure('the answer is no completion', false);
  if (choice?.finish_reason === 'length') throw new ModelFailure('the answer was cut off', false);
  return content;
}

/** @throws ModelFailure which, unlike the SyntaxError, does not quote the text */
export function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ModelFailure('the answer is no JSON', false);
  }
}

import { ConfigError, type Environment, readText, required } from '@ckm/service/config';
import { builtInInterpreter } from '../language/built-in-interpreter.js';

/** A model behind the HTTP interface of OpenAI's chat completions. */
export interface ModelConfig {
  /** Without a trailing slash: `https://api.openai.com/v1`. */
  baseUrl: string;
  model: string;
  /** Null where the model needs none. */
  apiKey: string | null;
  timeoutMs: number;
}

const BUILT_IN = builtInInterpreter.name;
const REMOTE = 'openai';

/** Null when the built-in interpreter reads. */
export function readModelConfig(env: Environment): ModelConfig | null {
  const interpreter = env.INTERPRETER ?? BUILT_IN;
  if (interpreter === BUILT_IN) return null;
  if (interpreter !== REMOTE) throw new ConfigError('INTERPRETER', `must be ${BUILT_IN} or ${REMOTE}`);
  return { baseUrl: readBaseUrl(env), model: readModel(env), apiKey: readApiKey(env), timeoutMs: readTimeout(env) };
}

function readBaseUrl(env: Environment): string {
  const url = required(env, 'INTERPRETER_BASE_URL');
  if (!/^https?:\/\/[^\s?#@]{1,500}$/.test(url) || !URL.canParse(url))
    throw new ConfigError('INTERPRETER_BASE_URL', 'must be an http or https URL');
  return url.endsWith('/') ? url.slice(0, -1) : url;
}

/** The name becomes part of the interpreter's name, which events limit. */
function readModel(env: Environment): string {
  const model = required(env, 'INTERPRETER_MODEL');
  if (!/^[\w.:/@-]{1,60}$/.test(model))
    throw new ConfigError('INTERPRETER_MODEL', 'must be a model name of at most 60 characters');
  return model;
}

function readApiKey(env: Environment): string | null {
  const key = env.INTERPRETER_API_KEY_FILE ? readText(env, 'INTERPRETER_API_KEY_FILE') : env.INTERPRETER_API_KEY;
  if (!key) return null;
  if (!/^[!-~]{1,4000}$/.test(key.trim()))
    throw new ConfigError(
      env.INTERPRETER_API_KEY_FILE ? 'INTERPRETER_API_KEY_FILE' : 'INTERPRETER_API_KEY',
      'must hold one key',
    );
  return key.trim();
}

function readTimeout(env: Environment): number {
  const seconds = env.INTERPRETER_TIMEOUT ?? '20';
  if (!/^[1-9]\d{0,2}$/.test(seconds)) throw new ConfigError('INTERPRETER_TIMEOUT', 'must be a number of seconds');
  return Number(seconds) * 1_000;
}

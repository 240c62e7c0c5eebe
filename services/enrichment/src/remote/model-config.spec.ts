import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Environment } from '@ckm/service/config';
import { readModelConfig } from './model-config.js';

const good: Environment = {
  INTERPRETER: 'openai',
  INTERPRETER_BASE_URL: 'http://127.0.0.1:11434/v1/',
  INTERPRETER_MODEL: 'qwen2.5:7b',
};

describe('the configured interpreter', () => {
  it.each<Environment>([{}, { INTERPRETER: 'built-in', INTERPRETER_MODEL: 'unused' }])(
    'is the built-in one for %p',
    env => expect(readModelConfig(env)).toBeNull(),
  );

  it('is a model where one is named, without a key where none is set', () =>
    expect(readModelConfig(good)).toEqual({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'qwen2.5:7b',
      apiKey: null,
      timeoutMs: 20_000,
    }));

  it('takes its key from a file before the environment', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ckm-model-'));
    writeFileSync(join(folder, 'key'), 'from-a-file\n');
    const env = { ...good, INTERPRETER_API_KEY: 'from-the-environment', INTERPRETER_TIMEOUT: '5' };
    expect(readModelConfig(env)).toMatchObject({ apiKey: 'from-the-environment', timeoutMs: 5_000 });
    expect(readModelConfig({ ...env, INTERPRETER_API_KEY_FILE: join(folder, 'key') })?.apiKey).toBe('from-a-file');
    rmSync(folder, { recursive: true });
  });

  it.each<[variable: string, value: string | undefined]>([
    ['INTERPRETER', 'chatgpt'],
    ['INTERPRETER_BASE_URL', undefined],
    ['INTERPRETER_BASE_URL', 'api.openai.com/v1'],
    ['INTERPRETER_BASE_URL', 'https://user:secret@example.org/v1'],
    ['INTERPRETER_BASE_URL', 'https://example.org/v1?key=secret'],
    ['INTERPRETER_MODEL', undefined],
    ['INTERPRETER_MODEL', 'tiny one'],
    ['INTERPRETER_API_KEY', 'two\nkeys'],
    ['INTERPRETER_API_KEY_FILE', '/nowhere/at/all'],
    ['INTERPRETER_TIMEOUT', '0'],
    ['INTERPRETER_TIMEOUT', '1m'],
  ])('%s=%s is refused in one line that names the variable and not the value', (variable, value) => {
    const reading = (): unknown => readModelConfig({ ...good, [variable]: value });
    expect(reading).toThrow(ConfigError);
    expect(reading).toThrow(new RegExp(`^${variable} [^\\n]+$`));
    if (value) expect(reading).not.toThrow(value);
  });
});

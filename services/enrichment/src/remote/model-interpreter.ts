import type { Interpretation, Interpreter, InterpretOptions } from '../language/interpreter.js';
import { readAnswer } from './answer.js';
import { callModel } from './call-model.js';
import type { ModelConfig } from './model-config.js';
import { PROMPT_VERSION, requestFor } from './prompt.js';

export interface ModelInterpreter extends Interpreter {
  /**
   * @param stopping aborts the request
   * @throws ModelFailure
   */
  interpret(text: string, options: InterpretOptions, stopping?: AbortSignal): Promise<Interpretation>;
}

/** Asks a model once for each text. */
export function modelInterpreter(config: ModelConfig): ModelInterpreter {
  const named = { interpreter: `openai ${config.model}`, version: PROMPT_VERSION };
  return {
    name: named.interpreter,
    version: named.version,
    interpret: async (text, options, stopping) => {
      const written = await callModel(config, requestFor(config.model, text, options), stopping);
      return { ...readAnswer(written, text, options), ...named };
    },
  };
}

/** The built-in interpreter as a fallback for a model, under a name that says so. */
export const fallbackFor = (model: Interpreter, builtIn: Interpreter): Interpreter => ({
  name: `${builtIn.name} instead of ${model.name}`,
  version: builtIn.version,
  async interpret(text, options) {
    return { ...(await builtIn.interpret(text, options)), interpreter: this.name };
  },
});

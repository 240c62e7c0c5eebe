import type { Interpretation, Interpreter, InterpretOptions } from '../language/interpreter.js';
import { readAnswer } from './answer.js';
import { callModel } from './call-model.js';
import type { ModelConfig } from './model-config.js';
import { QUESTION_VERSION, questionAbout } from './question.js';

export interface ModelInterpreter extends Interpreter {
  /** Rejects with a `ModelFailure`. @param stopping aborted when nobody waits for it any more */
  interpret(text: string, options: InterpretOptions, stopping?: AbortSignal): Promise<Interpretation>;
}

/** Asks a model once for each text. */
export function modelInterpreter(config: ModelConfig): ModelInterpreter {
  const named = { interpreter: `openai ${config.model}`, version: QUESTION_VERSION };
  return {
    name: named.interpreter,
    version: named.version,
    interpret: async (text, options, stopping) => {
      const written = await callModel(config, questionAbout(config.model, text, options), stopping);
      return { ...readAnswer(written, text, options), ...named };
    },
  };
}

/** The built-in interpreter where a model gave nothing: what it reads says so in its name. */
export const insteadOf = (model: Interpreter, builtIn: Interpreter): Interpreter => ({
  name: `${builtIn.name} instead of ${model.name}`,
  version: builtIn.version,
  async interpret(text, options) {
    return { ...(await builtIn.interpret(text, options)), interpreter: this.name };
  },
});

import type { JsonSchema } from './json-schema.js';

type Properties = Record<string, JsonSchema>;

export const text = (description: string): JsonSchema => ({ type: 'string', description });

export const instant = (description: string): JsonSchema => ({ ...text(description), format: 'date-time' });

/** The schema of a message's headers for AsyncAPI: `every` are required, `some` optional. */
export const headers = (every: Properties, some: Properties): JsonSchema => ({
  type: 'object',
  required: ['ce_specversion', ...Object.keys(every)],
  properties: { ce_specversion: { const: '1.0' }, ...every, ...some },
});

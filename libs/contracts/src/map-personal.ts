import type { PersonalField } from './field.js';

type Data = Record<string, unknown>;

/**
 * A copy of an event's data in which every personal string is replaced; what is null or absent stays so.
 * @param change gets the value and the person's UUID, from the field at the root that `subject` names
 */
export function mapPersonal(
  data: Data,
  fields: PersonalField[],
  change: (value: string, subject: string) => string | null,
): Data {
  return fields.reduce(
    (changed, field) => mapPath(changed, field.path, value => change(value, String(data[field.subject]))),
    data,
  );
}

function mapPath(data: Data, [step, ...rest]: string[], change: (value: string) => string | null): Data {
  if (step === undefined) return data;
  const name = step.replace('[]', '');
  const value = data[name];
  if (value === null || value === undefined) return data;
  if (rest.length === 0) return { ...data, [name]: change(value as string) };
  const below = (one: unknown): Data => mapPath(one as Data, rest, change);
  return { ...data, [name]: step.endsWith('[]') ? (value as unknown[]).map(below) : below(value) };
}

/** Every personal string in an event's data, with the UUID of its person. */
export function personalValues(data: Data, fields: PersonalField[]): { value: string; subject: string }[] {
  const found: { value: string; subject: string }[] = [];
  mapPersonal(data, fields, (value, subject) => {
    found.push({ value, subject });
    return value;
  });
  return found;
}

import type { TextareaHTMLAttributes } from 'react';
import * as api from './api.js';
import { DisclosureForm } from './disclosure-form.js';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import { useWords } from './language.js';
import { Problem } from './problem.js';
import type { Announce } from './use-announcement.js';

/** What a theme means: the interpreter learns from it, too, what belongs to the theme. */
export function MeaningField(textarea: TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { say } = useWords();
  return (
    <Field name="description" label={say('themeMeaning')} optional>
      <textarea maxLength={2_000} rows={2} dir="auto" placeholder={say('themeMeaningHint')} {...textarea} />
    </Field>
  );
}

/** Makes a theme before any customer has spoken of it. */
export function NewTheme({ announce }: { announce: Announce }) {
  const { say } = useWords();
  const make = async (given: FormData) => {
    const name = textOf(given, 'name');
    // Told in the language of the page, and also where the one with the name says the same.
    const themes = await api.themes();
    const isNamesake = (one: { name: string }) => plain(one.name) === plain(name);
    if (themes.some(isNamesake)) throw new Problem({ detail: say('themeIsThere') });
    const standing = themes.find(one => one.merged.some(isNamesake));
    if (standing) throw new Problem({ detail: say('themeIsMerged', standing.name) });
    await api.newTheme({ name, description: textOf(given, 'description') });
    announce(say('themeNamed', name), false);
  };
  return (
    <DisclosureForm label={say('newTheme')} submitLabel={say('add')} onSubmit={make}>
      <Field name="name" label={say('themeName')}>
        <input required maxLength={200} autoComplete="off" autoFocus />
      </Field>
      <MeaningField />
    </DisclosureForm>
  );
}

const plain = (name: string) => name.trim().toLowerCase();

import { type Language, LANGUAGES, type SentimentLabel, SENTIMENTS } from '@ckm/contracts/vocabulary';
import { useState } from 'react';
import * as api from './api.js';
import { DisclosureForm } from './disclosure-form.js';
import { changesOf, type Correction } from './correction.js';
import { Field } from './field.js';
import type { Reading, ThemeMatch } from './knowledge.js';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { useQuery } from './use-query.js';

interface Props {
  reading: Reading;
  onCorrect(correction: Correction): Promise<void>;
}

/** Corrects the sentiment, the language and the themes of a reading. */
export function CorrectReading({ reading, onCorrect }: Props) {
  const { say, name } = useWords();
  // The reading when the form was opened: corrections that others make meanwhile are not undone.
  const [opened, setOpened] = useState(reading);
  const correct = async (given: FormData) => {
    const changes = changesOf(opened, {
      sentiment: given.get('sentiment') as SentimentLabel,
      language: given.get('language') as Language,
      themes: given.getAll('themes').map(String),
    });
    if (Object.keys(changes).length > 0) await onCorrect(changes);
  };
  return (
    <DisclosureForm
      label={say('correctReading')}
      submitLabel={say('correct')}
      onSubmit={correct}
      onOpen={() => setOpened(reading)}
    >
      <fieldset>
        <legend>{say('sentiment')}</legend>
        <div className="choices">
          {SENTIMENTS.map(one => (
            <label key={one}>
              <input type="radio" name="sentiment" value={one} defaultChecked={one === opened.sentiment?.label} />
              <span>{name('sentiment', one)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field name="language" label={say('itemLanguage')}>
        <select defaultValue={opened.language ?? 'und'}>
          {LANGUAGES.map(one => (
            <option key={one} value={one}>
              {name('itemLanguage', one)}
            </option>
          ))}
        </select>
      </Field>
      <ThemePicker chosen={opened.themes} />
    </DisclosureForm>
  );
}

/** The item's own themes are there at once, the others once they are loaded. */
function ThemePicker({ chosen }: { chosen: ThemeMatch[] }) {
  const { language, say } = useWords();
  const { data = [], problem } = useQuery(api.themes, 'themes');
  const ids = chosen.map(({ themeId }) => themeId);
  const others = data.filter(({ themeId }) => !ids.includes(themeId));
  const all = [...chosen.map(({ themeId, theme: name }) => ({ themeId, name })), ...others];
  return (
    <fieldset>
      <legend>{say('themes')}</legend>
      <ProblemNotice problem={problem} />
      <div className="theme-picker">
        {all
          .sort((one, other) => one.name.localeCompare(other.name, language))
          .map(({ themeId, name }) => (
            <label key={themeId}>
              <input type="checkbox" name="themes" value={themeId} defaultChecked={ids.includes(themeId)} />
              <span>{name}</span>
            </label>
          ))}
      </div>
    </fieldset>
  );
}

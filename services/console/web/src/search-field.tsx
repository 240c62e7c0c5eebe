import { useState } from 'react';
import { useWords } from './language.js';

interface Props {
  /** The words that are searched for; undefined where none are. */
  words: string | undefined;
  /** Called with undefined when the field is emptied; Enter submits the form that it is in. */
  onEmptied(): void;
}

/** The field for the words to search for. */
export function SearchField({ words = '', onEmptied }: Props) {
  const { say } = useWords();
  const [field, setField] = useState({ words, typed: words });
  // Other words are searched for meanwhile: the back button was pressed, or the filters were cleared.
  if (field.words !== words) setField({ words, typed: words });
  const type = (typed: string) => {
    setField({ words, typed });
    if (words && !typed) onEmptied();
  };
  return (
    <input
      type="search"
      name="q"
      maxLength={300}
      autoComplete="off"
      enterKeyHint="search"
      aria-label={say('search')}
      placeholder={say('search')}
      value={field.typed}
      onChange={event => type(event.target.value)}
    />
  );
}

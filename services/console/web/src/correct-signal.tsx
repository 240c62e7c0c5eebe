import { SIGNAL_TYPES, type SignalType } from '@ckm/contracts/vocabulary';
import { useState, type RefObject } from 'react';
import { DisclosureForm } from './disclosure-form.js';
import { otherwise, placeOf, type Correction } from './correction.js';
import { Field } from './field.js';
import type { Signal } from './knowledge.js';
import { useWords } from './language.js';
import { Problem } from './problem.js';
import { useSelectedWords } from './use-selected-words.js';

type Correct = (correction: Correction) => Promise<void>;

/** Says that a signal is of another type, or none at all. */
export function CorrectSignal({ signal, onCorrect }: { signal: Signal; onCorrect: Correct }) {
  const { say, name } = useWords();
  const correct = (given: FormData) => onCorrect(otherwise(signal, (given.get('type') as SignalType) || null));
  return (
    <DisclosureForm label={say('correct')} about={name('signal', signal.type)} onSubmit={correct} removesButton>
      <Field name="type" label={say('whatIsIt')}>
        <select autoFocus>
          <option value="">{say('noSignal')}</option>
          {SIGNAL_TYPES.filter(type => type !== signal.type).map(type => (
            <option key={type} value={type}>
              {name('signal', type)}
            </option>
          ))}
        </select>
      </Field>
    </DisclosureForm>
  );
}

interface MissedProps {
  text: string;
  /** The element that shows the text, where words can be selected. */
  textRef: RefObject<HTMLElement | null>;
  onCorrect: Correct;
}

/** Adds a signal that was missed, on words that are selected in the text or typed. */
export function MissedSignal({ text, textRef, onCorrect }: MissedProps) {
  const { say, name } = useWords();
  const [chosen, setChosen] = useState({ words: '', start: 0 });
  // Also while the form is closed: the press that opens it clears the selection.
  useSelectedWords(textRef, (words, start) => setChosen({ words, start }));
  const add = async (given: FormData) => {
    const span = placeOf(text, chosen.words, chosen.start);
    if (!span) throw new Problem({ detail: say('notItsWords') });
    const expression = given.has('implied') ? 'IMPLIED' : 'EXPRESSED';
    await onCorrect({ signals: [{ is: { type: given.get('type') as SignalType, span, expression } }] });
    setChosen({ words: '', start: 0 });
  };
  return (
    <DisclosureForm label={say('signalMissed')} submitLabel={say('add')} onSubmit={add}>
      <Field name="words" label={say('itsWords')}>
        <textarea
          required
          autoFocus
          rows={2}
          placeholder={say('itsWordsHint')}
          value={chosen.words}
          onChange={event => setChosen({ ...chosen, words: event.target.value })}
        />
      </Field>
      <Field name="type" label={say('signalType')}>
        <select>
          {SIGNAL_TYPES.map(type => (
            <option key={type} value={type}>
              {name('signal', type)}
            </option>
          ))}
        </select>
      </Field>
      <label className="checkbox">
        <input type="checkbox" name="implied" /> {say('impliedOnly')}
      </label>
    </DisclosureForm>
  );
}

import { OCCASIONS } from '@ckm/contracts/vocabulary';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { draftOf, writeDown, type Draft, type Note } from './api.js';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import { useWords } from './language.js';
import { complaintAt, ProblemNotice } from './notices.js';
import { Problem } from './problem.js';

/** An item that was just written down, as it is shown until it is in the feed. */
export interface WrittenItem {
  itemId: string;
  text: string;
}

const FIELDS = ['text', 'customerId', 'occasion', 'product', 'rating'];

function noteOf(form: HTMLFormElement): Note {
  const given = new FormData(form);
  const optional = (name: string) => textOf(given, name) || undefined;
  const rating = optional('rating');
  return {
    customerId: textOf(given, 'customerId'),
    // The customer's words are kept as they are, with the blanks around them.
    text: String(given.get('text')),
    occasion: optional('occasion'),
    product: optional('product'),
    rating: rating === undefined ? undefined : Number(rating),
  };
}

export function WriteDown({ onWritten }: { onWritten(arrival: WrittenItem): void }) {
  const { say, name } = useWords();
  const [open, setOpen] = useState(false);
  const [state, setState] = useState<'idle' | 'saving' | 'saved'>('idle');
  const [problem, setProblem] = useState<Problem | null>(null);
  const unanswered = useRef<{ note: string; draft: Draft } | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (state === 'saving') return;
    const form = event.currentTarget;
    const note = noteOf(form);
    // The same note after a failure is sent under the same idempotency key.
    if (unanswered.current?.note !== JSON.stringify(note))
      unanswered.current = { note: JSON.stringify(note), draft: draftOf(note) };
    setState('saving');
    setProblem(null);
    try {
      const itemId = await writeDown(unanswered.current.draft);
      unanswered.current = null;
      setState('saved');
      onWritten({ itemId, text: note.text });
      // What was typed while the note was being sent stays.
      if (JSON.stringify(noteOf(form)) !== JSON.stringify(note)) return;
      form.reset();
      form.querySelector('textarea')?.focus();
    } catch (error) {
      setState('idle');
      setProblem(Problem.from(error));
    }
  };

  const press = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    setOpen(false);
    if (event.target instanceof HTMLElement) event.target.blur();
  };

  const complaint = (field: string) => complaintAt(problem, field);

  return (
    <form
      className="write-down"
      aria-label={say('writeDown')}
      onSubmit={event => void submit(event)}
      onFocus={() => setOpen(true)}
      onChange={() => setState(was => (was === 'saving' ? was : 'idle'))}
      onKeyDown={press}
    >
      <Field name="text" label={say('theirWords')} shortcut="n" complaint={complaint('text')}>
        <textarea required maxLength={20_000} dir="auto" rows={open ? 3 : 1} placeholder={say('theirWordsHint')} />
      </Field>
      <div className="details" hidden={!open}>
        <Field name="customerId" label={say('whichCustomer')} complaint={complaint('customerId')}>
          <input required maxLength={200} autoComplete="off" />
        </Field>
        <Field name="occasion" label={say('occasion')} optional complaint={complaint('occasion')}>
          <select>
            <option value="">{say('none')}</option>
            {OCCASIONS.map(occasion => (
              <option key={occasion} value={occasion}>
                {name('occasion', occasion)}
              </option>
            ))}
          </select>
        </Field>
        <Field name="product" label={say('product')} optional complaint={complaint('product')}>
          <input maxLength={200} autoComplete="off" />
        </Field>
        <Field name="rating" label={say('rating')} optional complaint={complaint('rating')}>
          <input type="number" step="any" inputMode="decimal" />
        </Field>
        <button type="submit" className="primary">
          {say(state === 'saving' ? 'saving' : 'save')}
        </button>
      </div>
      <ProblemNotice problem={problem} silent={FIELDS} />
      <p className="saved" role="status">
        {state === 'saved' && say('saved')}
      </p>
    </form>
  );
}

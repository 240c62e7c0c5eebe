import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { useDoing } from './use-doing.js';

interface FormProps {
  /** What is to be done. */
  label: string;
  act(given: FormData): Promise<unknown>;
  children: ReactNode;
}

/** A button that asks for the rest before it does anything. */
export function Ask({ label, act, children }: FormProps) {
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setAsking(false);
    button.current?.focus();
  };
  return (
    <div className="asking">
      <button ref={button} type="button" className="link" aria-expanded={asking} onClick={() => setAsking(!asking)}>
        {label}
      </button>
      {asking && (
        <AskForm label={label} act={act} onClose={close}>
          {children}
        </AskForm>
      )}
    </div>
  );
}

function AskForm({ label, act, onClose, children }: FormProps & { onClose(): void }) {
  const { say } = useWords();
  const { busy, problem, run } = useDoing();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    if (await run(() => act(given))) onClose();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onClose();
  };
  return (
    <form aria-label={label} onSubmit={event => void submit(event)} onKeyDown={press}>
      {children}
      <p className="buttons">
        <button type="submit" className="primary" disabled={busy}>
          {label}
        </button>
        <button type="button" className="secondary" onClick={onClose}>
          {say('cancel')}
        </button>
      </p>
      <ProblemNotice problem={problem} />
    </form>
  );
}

import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { useDoing } from './use-doing.js';
import { useLost } from './use-outcome.js';

interface FormProps {
  /** What is to be done. */
  label: string;
  /** To what, for those who do not see where the button stands. */
  about?: string;
  /** On the button that does it: `label`, where nothing is given. */
  send?: string;
  act(given: FormData): Promise<unknown>;
  /** Whether the button goes with what is done: `act` tells of it where one goes on. */
  gone?: boolean;
  onOpen?(): void;
  children: ReactNode;
}

/** A button that asks for the rest before it does anything. */
export function DisclosureForm(form: FormProps) {
  const { label, about, gone, onOpen } = form;
  const [asking, setAsking] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const place = useLost();
  const close = () => {
    setAsking(false);
    button.current?.focus();
  };
  const toggle = () => {
    if (!asking) onOpen?.();
    setAsking(!asking);
  };
  const press = (event: KeyboardEvent) => {
    if (!asking || event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    close();
  };
  return (
    <div ref={place} className="asking" onKeyDown={press}>
      <button ref={button} type="button" className="link" aria-expanded={asking} onClick={toggle}>
        {label} {about && <span className="sr-only">{about}</span>}
      </button>
      {asking && <InnerForm {...form} onClose={close} onDone={gone ? () => setAsking(false) : close} />}
    </div>
  );
}

interface InnerFormProps extends FormProps {
  onClose(): void;
  onDone(): void;
}

function InnerForm({ label, about = '', send = label, act, onClose, onDone, children }: InnerFormProps) {
  const { say } = useWords();
  const { busy, problem, run } = useDoing();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    if (await run(() => act(given))) onDone();
  };
  return (
    <form aria-label={`${label} ${about}`.trim()} onSubmit={event => void submit(event)}>
      {children}
      <p className="buttons">
        {/* Disabled, it would lose the focus. */}
        <button type="submit" className="primary" aria-disabled={busy}>
          {send}
        </button>
        <button type="button" className="secondary" onClick={onClose}>
          {say('cancel')}
        </button>
      </p>
      <ProblemNotice problem={problem} />
    </form>
  );
}

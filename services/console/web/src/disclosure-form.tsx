import { useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { useAsyncAction } from './use-async-action.js';
import { useFocusLoss } from './use-announcement.js';

interface FormProps {
  /** What the button does. */
  label: string;
  /** What it is done to, for screen readers: others see where the button stands. */
  about?: string;
  /** On the button that submits the form; `label` by default. */
  submitLabel?: string;
  onSubmit(given: FormData): Promise<unknown>;
  /** Whether the row with this button disappears on success; `onSubmit` then moves the focus, by an announcement. */
  removesButton?: boolean;
  onOpen?(): void;
  children: ReactNode;
}

/** A button that opens a form below it; Escape closes it again. */
export function DisclosureForm(form: FormProps) {
  const { label, about, removesButton, onOpen } = form;
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const place = useFocusLoss();
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const toggle = () => {
    if (!open) onOpen?.();
    setOpen(!open);
  };
  const press = (event: KeyboardEvent) => {
    if (!open || event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    close();
  };
  return (
    <div ref={place} className="disclosure" onKeyDown={press}>
      <button ref={button} type="button" className="link" aria-expanded={open} onClick={toggle}>
        {label} {about && <span className="sr-only">{about}</span>}
      </button>
      {open && <InnerForm {...form} onClose={close} onDone={removesButton ? () => setOpen(false) : close} />}
    </div>
  );
}

interface InnerFormProps extends FormProps {
  onClose(): void;
  onDone(): void;
}

function InnerForm({ label, about = '', submitLabel = label, onSubmit, onClose, onDone, children }: InnerFormProps) {
  const { say } = useWords();
  const { busy, problem, run } = useAsyncAction();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const given = new FormData(event.currentTarget);
    if (await run(() => onSubmit(given))) onDone();
  };
  return (
    <form aria-label={`${label} ${about}`.trim()} onSubmit={event => void submit(event)}>
      {children}
      <p className="buttons">
        {/* Not `disabled`: the button would lose the focus. */}
        <button type="submit" className="primary" aria-disabled={busy}>
          {submitLabel}
        </button>
        <button type="button" className="secondary" onClick={onClose}>
          {say('cancel')}
        </button>
      </p>
      <ProblemNotice problem={problem} />
    </form>
  );
}

import {
  cloneElement,
  useEffect,
  useId,
  type InputHTMLAttributes,
  type InputEvent,
  type InvalidEvent,
  type ReactElement,
} from 'react';
import { useWords } from './language.js';

interface Props {
  name: string;
  label: string;
  optional?: boolean;
  shortcut?: string;
  /** What is wrong with it. */
  complaint?: string;
  children: ReactElement<InputHTMLAttributes<HTMLElement>>;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const settle = (control: EventTarget | null) => (control as Control | null)?.setCustomValidity('');
/** Blanks say nothing, though a browser takes them for a value. */
const isMissing = ({ required, value }: Control) => required && value.trim() === '';

/** A control with its label and what is wrong with it. */
export function Field({ name, label, optional, shortcut, complaint, children }: Props) {
  const { say } = useWords();
  const id = useId();
  const { value } = children.props;
  // What somebody chose elsewhere is complained of no more, nor is what they type.
  useEffect(() => settle(document.getElementById(id)), [id, value]);
  // A browser would complain in its own language.
  const complain = ({ currentTarget: control }: InvalidEvent<Control>) => {
    settle(control);
    if (isMissing(control)) control.setCustomValidity(say('isNeeded'));
    else if (!control.validity.valid) control.setCustomValidity(say('isNoNumber'));
  };
  const take = ({ currentTarget: control }: InputEvent<Control>) => {
    settle(control);
    if (isMissing(control)) control.setCustomValidity(say('isNeeded'));
  };
  return (
    <p className={`field field-${name}`}>
      <label htmlFor={id}>
        {label} {optional && <span className="quiet">({say('optional')})</span>}
      </label>
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
      {cloneElement(children, {
        id,
        name,
        onInvalid: complain,
        onInput: take,
        'aria-invalid': complaint ? true : undefined,
        'aria-describedby': complaint ? `${id}-complaint` : undefined,
      })}
      {complaint && (
        <span className="complaint" id={`${id}-complaint`}>
          {complaint}
        </span>
      )}
    </p>
  );
}

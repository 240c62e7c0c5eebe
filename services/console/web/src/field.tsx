import {
  cloneElement,
  useEffect,
  useEffectEvent,
  useId,
  type InputHTMLAttributes,
  type InputEvent,
  type InvalidEvent,
  type ReactElement,
  type ReactNode,
} from 'react';
import { useWords } from './language.js';

interface Props {
  name: string;
  label: string;
  optional?: boolean;
  shortcut?: string;
  /** What is wrong with it. */
  complaint?: ReactNode;
  children: ReactElement<InputHTMLAttributes<HTMLElement>>;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
/** Blanks say nothing, though a browser takes them for a value. */
const isMissing = ({ required, value }: Control) => required && value.trim() === '';

/** A control with its label and what is wrong with it. */
export function Field({ name, label, optional, shortcut, complaint, children }: Props) {
  const { say } = useWords();
  const id = useId();
  const { value } = children.props;
  const check = (control: Control | null) => control?.setCustomValidity(isMissing(control) ? say('isNeeded') : '');
  const recheck = useEffectEvent(check);
  // What somebody chose elsewhere is checked as what they type is.
  useEffect(() => recheck(document.getElementById(id) as Control | null), [id, value]);
  // A browser would complain in its own language.
  const complain = ({ currentTarget: control }: InvalidEvent<Control>) => {
    check(control);
    if (!isMissing(control) && !control.validity.valid) control.setCustomValidity(say('isNoNumber'));
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
        onInput: ({ currentTarget: control }: InputEvent<Control>) => check(control),
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

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
  /** What a service or the page found wrong with the value. */
  complaint?: ReactNode;
  children: ReactElement<InputHTMLAttributes<HTMLElement>>;
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
/** A browser accepts blanks as a value; the services do not. */
const isMissing = ({ required, value }: Control) => required && value.trim() === '';

/** A form control with its label and what is wrong with its value. */
export function Field({ name, label, optional, shortcut, complaint, children }: Props) {
  const { say } = useWords();
  const id = useId();
  const { value } = children.props;
  const check = (control: Control | null) => control?.setCustomValidity(isMissing(control) ? say('isNeeded') : '');
  const recheck = useEffectEvent(check);
  // A value that was set from outside the control causes no input event.
  useEffect(() => recheck(document.getElementById(id) as Control | null), [id, value]);
  // The browser's own message would be in the language of the browser, not of the page.
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

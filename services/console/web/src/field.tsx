import { cloneElement, useId, type ReactElement, type InputHTMLAttributes } from 'react';
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

/** A control with its label and what is wrong with it. */
export function Field({ name, label, optional, shortcut, complaint, children }: Props) {
  const { say } = useWords();
  const id = useId();
  return (
    <p className={`field field-${name}`}>
      <label htmlFor={id}>
        {label} {optional && <span className="quiet">({say('optional')})</span>}
      </label>
      {shortcut && <kbd aria-hidden="true">{shortcut}</kbd>}
      {cloneElement(children, {
        id,
        name,
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

import { useEffect, useState, type FormEvent } from 'react';
import { Field } from './field.js';
import { textOf } from './form-text.js';
import { LanguageSwitch, useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { keepToken, lastRefusal } from './session.js';

/** What an HTTP header can carry: of anything else a service would see no token at all. */
const SENDABLE = /^[\x21-\x7e]+$/;

export function SignIn() {
  const { say } = useWords();
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    document.title = `${say('signIn')} · ckm`;
  }, [say]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = textOf(new FormData(event.currentTarget), 'token');
    setWrong(!SENDABLE.test(given));
    if (SENDABLE.test(given)) keepToken(given);
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>ckm</h1>
        <p className="quiet">{say('signInHint')}</p>
        <Field name="token" label={say('token')} complaint={wrong ? say('isNoToken') : undefined}>
          <input type="password" required autoFocus autoComplete="off" />
        </Field>
        <ProblemNotice problem={lastRefusal()} />
        <button type="submit" className="primary">
          {say('signIn')}
        </button>
      </form>
      <LanguageSwitch />
    </main>
  );
}

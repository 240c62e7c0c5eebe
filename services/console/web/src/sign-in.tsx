import type { FormEvent } from 'react';
import { Field } from './field.js';
import { LanguageSwitch, useWords } from './language.js';
import { ProblemNotice } from './notices.js';
import { keepToken, lastRefusal } from './session.js';

export function SignIn() {
  const { say } = useWords();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    keepToken(String(new FormData(event.currentTarget).get('token')).trim());
  };
  return (
    <main className="sign-in">
      <form onSubmit={submit}>
        <h1>ckm</h1>
        <p className="quiet">{say('signInHint')}</p>
        <Field name="token" label={say('token')}>
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

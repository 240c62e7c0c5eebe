import { Activity, useState } from 'react';
import { App } from './app.js';
import { holderOf } from './holder.js';
import { lastRefusal, useToken } from './session.js';
import { SignIn } from './sign-in.js';

/** While a new token is asked for, the page rests out of sight: it keeps what was typed on it. */
export function SessionGate() {
  const token = useToken();
  const [holder, setHolder] = useState('');
  const given = token && (holderOf(token) ?? token);
  // Nobody else finds it there.
  if (given && given !== holder) setHolder(given);
  // Who has signed out leaves nothing there.
  if (!token && !lastRefusal() && holder) setHolder('');
  return (
    <>
      <Activity mode={token ? 'visible' : 'hidden'}>
        <App key={holder} />
      </Activity>
      {!token && <SignIn />}
    </>
  );
}

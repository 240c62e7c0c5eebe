import { Activity, useState } from 'react';
import { App } from './app.js';
import { holderKey } from './holder.js';
import { lastRefusal, useToken } from './session.js';
import { SignIn } from './sign-in.js';

/**
 * Asks for a token where there is none. When one has expired, the app is only hidden meanwhile, so that what was typed
 * there is kept for the same person; nobody else finds it, and signing out discards it.
 */
export function SessionGate() {
  const token = useToken();
  const [holder, setHolder] = useState('');
  const given = token && holderKey(token);
  if (given && given !== holder) setHolder(given);
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

import { Activity, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { holderOf } from './holder.js';
import { Language } from './language.js';
import { takeTokenFromAddress, useToken } from './session.js';
import { SignIn } from './sign-in.js';

takeTokenFromAddress();
window.addEventListener('hashchange', takeTokenFromAddress);

/** While a new token is asked for, the page rests out of sight: it keeps what was typed on it. */
function Page() {
  const token = useToken();
  const [holder, setHolder] = useState('');
  const given = token && (holderOf(token) ?? token);
  // Nobody else finds it there.
  if (given && given !== holder) setHolder(given);
  return (
    <>
      <Activity mode={token ? 'visible' : 'hidden'}>
        <App key={holder} />
      </Activity>
      {!token && <SignIn />}
    </>
  );
}

const page = document.getElementById('page');
if (page)
  createRoot(page).render(
    <StrictMode>
      <Language>
        <Page />
      </Language>
    </StrictMode>,
  );

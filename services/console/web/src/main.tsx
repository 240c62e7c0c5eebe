import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { Language } from './language.js';
import { takeTokenFromAddress, useToken } from './session.js';
import { SignIn } from './sign-in.js';

takeTokenFromAddress();
window.addEventListener('hashchange', takeTokenFromAddress);

function Page() {
  return useToken() ? <App /> : <SignIn />;
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

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Language } from './language.js';
import { SessionGate } from './session-gate.js';
import { takeTokenFromAddress, token } from './session.js';
import { forgetLeft, joinTabs, takeTokenOfTabs } from './tabs.js';

takeTokenFromAddress();
window.addEventListener('hashchange', takeTokenFromAddress);
forgetLeft();
// Of a page that the browser has kept whole, nothing is loaded again.
window.addEventListener('pageshow', forgetLeft);
if (!token()) await takeTokenOfTabs();
joinTabs();

const page = document.getElementById('page');
if (page)
  createRoot(page).render(
    <StrictMode>
      <Language>
        <SessionGate />
      </Language>
    </StrictMode>,
  );

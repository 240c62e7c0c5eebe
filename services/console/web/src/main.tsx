import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Language } from './language.js';
import { SessionGate } from './session-gate.js';
import { takeTokenFromAddress, token } from './session.js';
import { dropSignedOutToken, joinTabs, takeTokenFromOtherTabs } from './tabs.js';

takeTokenFromAddress();
window.addEventListener('hashchange', takeTokenFromAddress);
dropSignedOutToken();
// A page that the browser restores from its back-forward cache does not run this module again.
window.addEventListener('pageshow', dropSignedOutToken);
if (!token()) await takeTokenFromOtherTabs();
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

import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Language } from './language.js';
import { Page } from './page.js';
import { takeTokenFromAddress } from './session.js';

takeTokenFromAddress();
window.addEventListener('hashchange', takeTokenFromAddress);

const page = document.getElementById('page');
if (page)
  createRoot(page).render(
    <StrictMode>
      <Language>
        <Page />
      </Language>
    </StrictMode>,
  );

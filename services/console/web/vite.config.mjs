import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // The pages are served under a strict content security policy: no data: addresses, nothing inline.
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
});

import { useAddress } from './address.js';
import { FeedPage } from './feed-page.js';
import { useFocusOnArrival, useShortcutSetting } from './keyboard.js';
import { LanguageSwitch } from './language.js';
import { OperationsPage } from './operations-page.js';
import { OpportunitiesPage } from './opportunities-page.js';
import { PageNavigation } from './page-navigation.js';
import { CurrentUserProvider, RoleUnknown } from './role.js';
import { Shortcuts } from './shortcuts.js';
import { SignedIn } from './signed-in.js';
import { ThemesPage } from './themes-page.js';

export function App() {
  const { page } = useAddress();
  useFocusOnArrival(page);
  const [letters, setLetters] = useShortcutSetting();
  return (
    <CurrentUserProvider>
      <header className="site-header">
        <h1 className="wordmark">ckm</h1>
        <PageNavigation open={page} />
        <Shortcuts on={letters} onChange={setLetters} />
        <LanguageSwitch />
        <SignedIn />
      </header>
      <RoleUnknown />
      {page === 'feed' && <FeedPage letters={letters} />}
      {page === 'opportunities' && <OpportunitiesPage letters={letters} />}
      {page === 'themes' && <ThemesPage letters={letters} />}
      {page === 'operations' && <OperationsPage />}
    </CurrentUserProvider>
  );
}

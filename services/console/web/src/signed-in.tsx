import { useWords } from './language.js';
import { useCurrentUser } from './role.js';
import { signOut } from './tabs.js';

/** Who is signed in, their tenant and role, and the button to sign out. */
export function SignedIn() {
  const { say, name } = useWords();
  const me = useCurrentUser();
  return (
    <div className="signed-in" role="group" aria-label={say('signedIn')}>
      {me && (
        <p>
          <strong title={me.subject}>{me.subject}</strong>
          <span title={me.tenantId}>{me.tenantId}</span>
          <span>{name('role', me.role)}</span>
        </p>
      )}
      <button type="button" className="link" onClick={() => signOut()}>
        {say('signOut')}
      </button>
    </div>
  );
}

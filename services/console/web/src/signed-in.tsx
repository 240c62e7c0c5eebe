import { useWords } from './language.js';
import { useMe } from './role.js';
import { signOut } from './tabs.js';

/** Whose pages these are, with which role, and the way out. */
export function SignedIn() {
  const { say, name } = useWords();
  const me = useMe();
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

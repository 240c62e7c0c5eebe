import { hrefTo } from './address.js';
import { shortId } from './card.js';
import { useWords } from './language.js';

/** Somebody of whom no name is told here, and the way to what they say: there it is. */
export function Customer({ id }: { id: string }) {
  const { say } = useWords();
  return (
    <a className="link" title={say('ofCustomer')} href={hrefTo({ page: 'feed', filters: { customer: id } })}>
      {say('customer')} {shortId(id)}
    </a>
  );
}

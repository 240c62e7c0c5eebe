import { hrefTo } from './address.js';
import { useWords } from './language.js';

/** Enough of an id to tell two customers apart who have no name here. */
export const shortId = (id: string) => id.slice(0, 8);

/** Somebody of whom no name is told here, and the way to what they say: there it is. */
export function CustomerLink({ id }: { id: string }) {
  const { say } = useWords();
  return (
    <a className="link" title={say('ofCustomer')} href={hrefTo({ page: 'feed', filters: { customer: id } })}>
      {say('customer')} {shortId(id)}
    </a>
  );
}

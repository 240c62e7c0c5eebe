import { hrefTo } from './address.js';
import { useWords } from './language.js';

/** Customers have no name here: the beginning of the id tells them apart. */
export const shortId = (id: string) => id.slice(0, 8);

/** A customer by the beginning of their id, as a link to everything that they said. */
export function CustomerLink({ id }: { id: string }) {
  const { say } = useWords();
  return (
    <a className="link" title={say('ofCustomer')} href={hrefTo({ page: 'feed', filters: { customer: id } })}>
      {say('customer')} {shortId(id)}
    </a>
  );
}

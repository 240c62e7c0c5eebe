import { useWords } from './language.js';

interface Props {
  /** Undefined while nobody knows. */
  shown: unknown[] | undefined;
  next: string | null;
}

/** How many fit the filters, for those who do not see the list change. */
export function ResultCount({ shown, next }: Props) {
  const { say, number } = useWords();
  return (
    <p className="sr-only" role="status">
      {shown && say('found', `${number(shown.length)}${next ? '+' : ''}`)}
    </p>
  );
}

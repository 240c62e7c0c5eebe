import { useWords } from './language.js';

interface Props {
  /** Undefined where nothing is to be announced: while it is loading, or where no filter is set. */
  shown: unknown[] | undefined;
  next: string | null;
}

/** Tells screen readers how many entries match the filters. */
export function ResultCount({ shown, next }: Props) {
  const { say, number } = useWords();
  return (
    <p className="sr-only" role="status">
      {shown && say('found', `${number(shown.length)}${next ? '+' : ''}`)}
    </p>
  );
}

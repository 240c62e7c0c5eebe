import type { CORRECTABLE, Reading } from './knowledge.js';
import { useWords } from './language.js';

/** Says so where a person corrected this part of the reading. */
export function CorrectedBadge({
  reading,
  part,
}: {
  reading: Reading | undefined;
  part: (typeof CORRECTABLE)[number];
}) {
  const { say } = useWords();
  if (!reading?.corrected?.includes(part)) return null;
  return <span className="corrected">{say('corrected')}</span>;
}

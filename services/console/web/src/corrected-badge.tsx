import type { Correctable } from '@ckm/contracts/vocabulary';
import type { Reading } from './knowledge.js';
import { useWords } from './language.js';

/** Marks a part of the reading that a person corrected. */
export function CorrectedBadge({ reading, part }: { reading: Reading; part: Correctable }) {
  const { say } = useWords();
  if (!reading.corrected?.includes(part)) return null;
  return <span className="corrected">{say('corrected')}</span>;
}

import type { Correction } from './correction.js';
import { CorrectSignal } from './correct-signal.js';
import type { Reading, Signal } from './knowledge.js';
import { langAttribute, useWords } from './language.js';
import { SignalTag } from './signal-tag.js';

interface Props {
  reading: Pick<Reading, 'signals' | 'language'>;
  /** Missing where nothing can be corrected. */
  onCorrect?(correction: Correction): Promise<void>;
}

/** Every signal with its words, its confidence and its rationale. */
export function SignalList({ reading, onCorrect }: Props) {
  const { say, name, percent } = useWords();
  const surenessOf = ({ confidence, rule, rationale }: Signal) =>
    rule === 'correction'
      ? [say('corrected')]
      : [say('confidence', percent(confidence)), rationale && name('rationale', rationale)];
  if (reading.signals.length === 0) return <p className="quiet">{say('noSignals')}</p>;
  return (
    <ul className="signals">
      {reading.signals.map(signal => (
        <li key={`${signal.type} ${signal.span.start} ${signal.span.end}`}>
          <SignalTag type={signal.type} implied={signal.expression === 'IMPLIED'} />
          <q lang={langAttribute(reading.language)} dir="auto">
            {signal.text}
          </q>
          <span className="quiet">
            {[signal.kind && name('kind', signal.kind), name('expression', signal.expression), ...surenessOf(signal)]
              .filter(Boolean)
              .join(' · ')}
          </span>
          {onCorrect && <CorrectSignal signal={signal} onCorrect={onCorrect} />}
        </li>
      ))}
    </ul>
  );
}

import { langOf } from './card.js';
import type { Reading } from './knowledge.js';
import { useWords } from './language.js';
import { SignalTag } from './signal-tag.js';

/** Every signal with its words and why it is believed. */
export function Signals({ reading }: { reading: Pick<Reading, 'signals' | 'language'> }) {
  const { say, name, percent } = useWords();
  if (reading.signals.length === 0) return <p className="quiet">{say('noSignals')}</p>;
  return (
    <ul className="signals">
      {reading.signals.map(signal => (
        <li key={`${signal.type} ${signal.rule} ${signal.span.start}`}>
          <SignalTag type={signal.type} implied={signal.expression === 'IMPLIED'} />
          <q lang={langOf(reading.language)}>{signal.text}</q>
          <span className="quiet">
            {[
              signal.kind && name('kind', signal.kind),
              name('expression', signal.expression),
              say('confidence', percent(signal.confidence)),
              signal.rationale,
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </li>
      ))}
    </ul>
  );
}

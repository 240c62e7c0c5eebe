import type { Sentiment, Signal } from './knowledge.js';
import { useWords } from './language.js';

/** The name of a signal, in the colour and with the underline of its words in the text. */
export function SignalTag({ type, implied }: { type: Signal['type']; implied: boolean }) {
  const { name } = useWords();
  return (
    <span className={`tag signal-${type}`}>
      <span className="signal-name">{name('signal', type)}</span>
      {implied && <span className="implied"> · {name('expression', 'IMPLIED')}</span>}
    </span>
  );
}

const MARKS = { positive: '▲', neutral: '●', negative: '▼' };

export function SentimentTag({ sentiment }: { sentiment: Sentiment }) {
  const { name } = useWords();
  return (
    <span className={`sentiment sentiment-${sentiment.label}`}>
      <span aria-hidden="true">{MARKS[sentiment.label]}</span> {name('sentiment', sentiment.label)}
    </span>
  );
}

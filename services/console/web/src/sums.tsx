import { useWords } from './language.js';
import type { ServiceStatus, Sum } from './operating.js';

/** The two sums: nothing that a customer said is missing from them. */
export function Sums({ services }: { services: ServiceStatus[] }) {
  const { say } = useWords();
  const intake = services.flatMap(({ sums }) => (sums?.intake ? [sums.intake] : []));
  const views = services.flatMap(({ sums }) => sums?.views ?? []);
  if (intake.length + views.length === 0) return null;
  return (
    <section aria-labelledby="sums">
      <h3 id="sums">{say('noVoiceLost')}</h3>
      <div className="sums">
        {intake.map(sum => (
          <Equation key="intake" sum={sum} whole="received" name={say('intake')} />
        ))}
        {views.map(({ view, ...sum }) => (
          <Equation key={view} sum={sum} whole="captured" name={view} />
        ))}
      </div>
    </section>
  );
}

/** Told also when they are 0: the others are the exceptions. */
const ALWAYS = ['captured', 'shown'];

function Equation({ sum, whole, name }: { sum: Sum; whole: string; name: string }) {
  const { say, name: nameOf, number } = useWords();
  const parts = Object.entries(sum)
    .filter((part): part is [string, number] => part[0] !== whole && typeof part[1] === 'number')
    .filter(([part, value]) => value > 0 || ALWAYS.includes(part));
  return (
    <figure className={sum.balanced ? 'sum' : 'sum unbalanced'}>
      <figcaption>
        {name} <strong>{say(sum.balanced ? 'balanced' : 'unbalanced')}</strong>
      </figcaption>
      <p>
        <Term name={nameOf('sum', whole)} value={number(Number(sum[whole]))} />
        {parts.map(([part, value], i) => (
          <span key={part} className="part">
            <span className="sign">{i === 0 ? '=' : '+'}</span>
            <Term name={nameOf('sum', part)} value={number(value)} />
          </span>
        ))}
      </p>
    </figure>
  );
}

const Term = ({ name, value }: { name: string; value: string }) => (
  <span className="term">
    <b>{value}</b>
    <small>{name}</small>
  </span>
);

import { partsOf, verdictOn } from './equation.js';
import { useWords } from './language.js';
import type { ServiceStatus, Sum } from './operating.js';

/** The two sums that prove that no item was lost: of the intake, and of each view. */
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

function Equation({ sum, whole, name }: { sum: Sum; whole: string; name: string }) {
  const { say } = useWords();
  const verdict = verdictOn(sum);
  return (
    <figure className={`sum ${verdict}`}>
      <figcaption>
        {name} <strong>{say(verdict)}</strong>
      </figcaption>
      {verdict !== 'unknown' && <Terms sum={sum} whole={whole} />}
    </figure>
  );
}

function Terms({ sum, whole }: { sum: Sum; whole: string }) {
  const { say, name, number } = useWords();
  const unanswered = Number(sum.unanswered ?? 0);
  return (
    <>
      <p>
        <Term name={name('sum', whole)} value={number(Number(sum[whole]))} />
        {partsOf(sum, whole).map(([part, amount], i) => (
          <span key={part} className="part">
            <span className="sign">{i === 0 ? '=' : '+'}</span>
            <Term name={name('sum', part)} value={number(amount)} />
          </span>
        ))}
      </p>
      {unanswered > 0 && <p className="quiet">{say('unanswered', unanswered)}</p>}
    </>
  );
}

const Term = ({ name, value }: { name: string; value: string }) => (
  <span className="term">
    <b>{value}</b>
    <small>{name}</small>
  </span>
);

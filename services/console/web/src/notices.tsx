import { useWords } from './language.js';
import { fieldOf, type Problem } from './problem.js';

/** A problem. A service tells it in English and with a code; the page itself in its own language and without one. */
export function ProblemNotice({ problem, silent = [] }: { problem: Problem | null; silent?: string[] }) {
  const { say } = useWords();
  if (!problem) return null;
  const { code, title, detail, pointers = [], traceId } = problem.details;
  const remaining = problem.ownWord ? [] : pointers.filter(({ pointer }) => !silent.includes(fieldOf(pointer)));
  return (
    <div className="problem" role="alert">
      <p>
        {code && <code>{code}</code>}{' '}
        {problem.ownWord ? (
          <span title={detail}>{say(problem.ownWord)}</span>
        ) : (
          <span lang={code && 'en'}>{detail ?? title}</span>
        )}
      </p>
      {remaining.map(({ pointer, detail: about }) => (
        <p key={pointer + about}>
          <code>{pointer}</code> <ServiceText>{about}</ServiceText>
        </p>
      ))}
      {traceId && (
        <p className="quiet">
          {say('trace')} {traceId}
        </p>
      )}
    </div>
  );
}

/** A text of a service: it is English, whatever the language of the page. */
export const ServiceText = ({ children }: { children: string | undefined }) => <span lang="en">{children}</span>;

/** What a service says is wrong with one field of a form. */
export function complaintAt(problem: Problem | null, field: string) {
  const about = problem?.details.pointers?.find(({ pointer }) => fieldOf(pointer) === field);
  return about && <ServiceText>{about.detail}</ServiceText>;
}

/** Says which services did not answer: their entries are missing from the list. */
export function SilentServices({ services }: { services: string[] }) {
  const { say, name } = useWords();
  if (services.length === 0) return null;
  return <p className="problem">{say('silent', services.map(one => name('service', one)).join(', '))}</p>;
}

export function Loading() {
  return <p className="quiet">{useWords().say('loading')}</p>;
}

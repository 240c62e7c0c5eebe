import * as api from './api.js';
import { useWords } from './language.js';
import { Loading, ProblemNotice } from './notices.js';
import type { ServiceStatus } from './operating.js';
import { Projections } from './projections.js';
import { PutAside } from './put-aside.js';
import { isToldOf, Road } from './road.js';
import { May, useMay } from './role.js';
import { Sums } from './sums.js';
import { useLoaded } from './use-poll.js';

/** Is every voice accounted for, how far behind is each hop, and what waits for a person. */
export function Operations() {
  const { say } = useWords();
  const { data, problem } = useLoaded(api.status, 'status', () => 2000);
  return (
    <div className="operations">
      <h2 id="heading" tabIndex={-1}>
        {say('operations')}
      </h2>
      <ProblemNotice problem={problem} />
      {!data && !problem && <Loading />}
      {data && (
        <>
          <Sums services={data} />
          <Road services={data} />
          <May role="steward">
            <PutAside />
          </May>
          <NotTold services={data} />
          <Projections />
        </>
      )}
    </div>
  );
}

/** What else there is, and who sees it. */
function NotTold({ services }: { services: ServiceStatus[] }) {
  const { say } = useWords();
  const roleIsKnown = useMay('reader');
  const seesPutAside = useMay('steward');
  return (
    <div className="quiet">
      {roleIsKnown && !seesPutAside && <p>{say('putAsideToStewards')}</p>}
      {!isToldOf(services) && <p>{say('roadToOperators')}</p>}
    </div>
  );
}

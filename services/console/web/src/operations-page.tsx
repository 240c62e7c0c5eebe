import * as api from './api.js';
import { useWords } from './language.js';
import { Loading, ProblemNotice } from './notices.js';
import type { ServiceStatus } from './operating.js';
import { Projections } from './projections.js';
import { PutAside } from './put-aside.js';
import { isRoadVisible, Road } from './road.js';
import { RequireRole, useHasRole } from './role.js';
import { Sums } from './sums.js';
import { useQuery } from './use-query.js';

/** Whether every item is accounted for, how far behind each hop is, and what waits for a person. */
export function OperationsPage() {
  const { say } = useWords();
  const { data, problem } = useQuery(api.status, 'status', () => 2000);
  return (
    <main className="operations">
      <h2 id="heading" tabIndex={-1}>
        {say('operations')}
      </h2>
      <ProblemNotice problem={problem} />
      {!data && !problem && <Loading />}
      {data && (
        <>
          <Sums services={data} />
          <Road services={data} />
          <RequireRole role="steward">
            <PutAside />
          </RequireRole>
          <HiddenParts services={data} />
          <Projections />
        </>
      )}
    </main>
  );
}

/** Says which parts of the page are shown to others only. */
function HiddenParts({ services }: { services: ServiceStatus[] }) {
  const { say } = useWords();
  const roleIsKnown = useHasRole('reader');
  const seesPutAside = useHasRole('steward');
  return (
    <div className="quiet">
      {roleIsKnown && !seesPutAside && <p>{say('putAsideToStewards')}</p>}
      {!isRoadVisible(services) && <p>{say('roadToOperators')}</p>}
    </div>
  );
}

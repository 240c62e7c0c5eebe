import { ActionButton } from './action-button.js';
import * as api from './api.js';
import { useWords } from './language.js';
import { formatDateTime } from './time-format.js';
import { Loading, ProblemNotice, SilentServices } from './notices.js';
import type { Projection } from './operating.js';
import { RequireRole } from './role.js';
import { useAnnouncement } from './use-announcement.js';
import { useQuery } from './use-query.js';

/** Every view of every service. Each can be rebuilt from the first event while the old build goes on serving. */
export function Projections() {
  const { say } = useWords();
  const { announcement, announce } = useAnnouncement();
  const {
    data: list,
    problem,
    refetch,
  } = useQuery(api.projections, 'projections', list => (list?.data.some(one => one.state === 'building') ? 500 : 5000));
  const data = list?.data;
  const begun = (name: string) => {
    announce(say('rebuildBegun', name), true);
    refetch();
  };
  return (
    <section aria-labelledby="projections">
      <h3 id="projections">{say('projections')}</h3>
      <ProblemNotice problem={problem} />
      <SilentServices services={list?.silent ?? []} />
      {announcement}
      {!data && !problem && <Loading />}
      <ul className="projections">
        {data
          ?.filter(
            one => one.state === 'live' || !data.some(other => other.state === 'live' && other.name === one.name),
          )
          .map(one => (
            <ProjectionRow
              key={one.name}
              projection={one}
              building={data.find(other => other.name === one.name && other.state === 'building')}
              onDone={() => begun(one.name)}
            />
          ))}
      </ul>
    </section>
  );
}

function ProjectionRow({
  projection,
  building,
  onDone,
}: {
  projection: Projection;
  building?: Projection;
  onDone: () => void;
}) {
  const { language, say, number } = useWords();
  const { name, version, since, read } = projection;
  return (
    <li>
      <p>
        <code>{name}</code>{' '}
        <span className="quiet">
          {say('version', version)}
          {since !== undefined && <> · {say('liveSince', formatDateTime(language, since))}</>}
        </span>
      </p>
      {building ? (
        <p className="building">
          <progress value={building.read} max={Math.max(building.total ?? 1, 1)} aria-label={say('rebuilding')} />
          {building.read !== undefined && building.total !== undefined && (
            <span className="quiet">
              {number(building.read)} / {number(building.total)}
            </span>
          )}
        </p>
      ) : (
        // `read` is told only to the tenant that runs the installation, and only that one may rebuild.
        read !== undefined && (
          <RequireRole role="admin">
            <ActionButton label={say('rebuild')} about={name} action={() => api.rebuild(name)} onDone={onDone} />
          </RequireRole>
        )
      )}
    </li>
  );
}

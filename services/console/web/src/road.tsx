import { useWords } from './language.js';
import { formatDuration } from './time-format.js';
import type { Hop, ServiceStatus } from './operating.js';

export const isRoadVisible = (services: ServiceStatus[]) =>
  !services.every(({ answers, head }) => answers && head === undefined);

/** How far behind each hop is: the publishing of each service's log, and the reading of each topic. */
export function Road({ services }: { services: ServiceStatus[] }) {
  const { say, name } = useWords();
  if (!isRoadVisible(services)) return null;
  return (
    <section aria-labelledby="road">
      <h3 id="road">{say('road')}</h3>
      <div className="road">
        {services.map(one => (
          <article key={one.service} className="service">
            <h4>
              {name('service', one.service)}
              {one.head !== undefined && <span className="quiet">{say('logHead', one.head)}</span>}
            </h4>
            {!one.answers && <p className="problem">{say('answersNot')}</p>}
            {one.alarms?.map(alarm => (
              <p key={alarm} className="problem">
                <code>{alarm}</code>
              </p>
            ))}
            <Hops service={one} />
          </article>
        ))}
      </div>
    </section>
  );
}

function Hops({ service: { lanes = [], consumers = [] } }: { service: ServiceStatus }) {
  const { say, count } = useWords();
  if (lanes.length + consumers.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('hop')}</th>
          <th scope="col" className="number">
            {say('behind')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lanes.map(lane => (
          <HopRow key={lane.topic} name={`→ ${lane.topic}`} hop={lane} failure={lane.failure} />
        ))}
        {readersOf(consumers).map(({ slice, topics, ...hop }) => (
          <HopRow
            key={slice}
            name={slice}
            from={topics.length > 2 ? count('topics', topics.length) : topics.join(', ')}
            hop={hop}
          />
        ))}
      </tbody>
    </table>
  );
}

interface Reader extends Hop {
  slice: string;
  topics: string[];
}

/** The lag of each slice over all topics that it reads: the sum of the events, the longest time. */
const readersOf = (consumers: NonNullable<ServiceStatus['consumers']>): Reader[] =>
  [...new Set(consumers.map(({ slice }) => slice))].map(slice => {
    const hops = consumers.filter(one => one.slice === slice);
    return {
      slice,
      topics: hops.map(({ topic }) => topic),
      lagEvents: hops.reduce((sum, { lagEvents }) => sum + lagEvents, 0),
      lagSeconds: Math.max(...hops.map(({ lagSeconds }) => lagSeconds)),
    };
  });

function HopRow({ name, from, hop, failure }: { name: string; from?: string; hop: Hop; failure?: string | null }) {
  const { language, say, count } = useWords();
  const behind = hop.lagEvents > 0;
  return (
    <tr className={behind ? 'behind' : undefined}>
      <th scope="row">
        <code>{name}</code>
        {from && <small>{from}</small>}
        {failure && (
          <small className="complaint" lang="en">
            {failure}
          </small>
        )}
      </th>
      <td className="number">
        {behind
          ? `${count('lag', hop.lagEvents)} ${say('forTime', formatDuration(language, hop.lagSeconds * 1000))}`
          : say('upToDate')}
      </td>
    </tr>
  );
}

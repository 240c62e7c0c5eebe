import type { ServiceName } from '@ckm/contracts';
import { Problem } from '@ckm/http';
import { type Certificate, type CertificatePart, stateOf } from '@ckm/service/certificate';

/** Merges the services' parts into one certificate; a service that does not answer counts as not having reported. */
export function mergedCertificate(answers: [ServiceName, { data: Certificate } | null][]): Certificate {
  const [first] = answers.flatMap(([, answer]) => (answer ? [answer.data] : []));
  if (!first) throw new Problem('service-unavailable');
  const services = answers.flatMap(([service, answer]): CertificatePart[] =>
    answer ? answer.data.services : [{ service, answers: false, appliedAt: null, rows: {}, rewrittenAt: {} }],
  );
  return { ...first, services, state: stateOf(services) };
}

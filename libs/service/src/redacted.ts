import type { Broken, Promised } from '@ckm/event-store';

/** For whoever runs the installation: each violation that concerns another tenant without what it is. */
export const redactedForOperator =
  (tenantId: string) =>
  ({ name, holds, checked, broken }: Promised): Promised => ({
    ...{ name, holds, checked },
    broken: broken.map(one =>
      one.tenantId === undefined || one.tenantId === tenantId ? one : { detail: 'something of another tenant' },
    ),
  });

/** For another tenant: of violations that are not its own neither what they are nor how many. */
export const redactedForTenant =
  (tenantId: string) =>
  ({ name, holds, broken, isOfAll }: Promised): Omit<Promised, 'checked'> => {
    if (holds === null) return { name, holds, broken };
    const own = isOfAll ? [] : broken.filter(one => one.tenantId === tenantId);
    const others: Broken[] = own.length < broken.length ? [{ detail: 'something of others' }] : [];
    return { name, holds, broken: [...own, ...others] };
  };

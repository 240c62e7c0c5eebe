import type { Broken, Promised } from '@ckm/event-store';

/** By who runs the installation: that something of another tenant is broken is told, and nothing of what it is. */
export const seenByOperator =
  (tenantId: string) =>
  ({ name, holds, checked, broken }: Promised): Promised => ({
    ...{ name, holds, checked },
    broken: broken.map(one =>
      one.tenantId === undefined || one.tenantId === tenantId ? one : { detail: 'something of another tenant' },
    ),
  });

/** By another tenant: of what is not its own neither what it is nor how much there is of it. */
export const seenByTenant =
  (tenantId: string) =>
  ({ name, holds, broken, isOfAll }: Promised): Omit<Promised, 'checked'> => {
    if (holds === null) return { name, holds, broken };
    const own = isOfAll ? [] : broken.filter(one => one.tenantId === tenantId);
    const others: Broken[] = own.length < broken.length ? [{ detail: 'something of others' }] : [];
    return { name, holds, broken: [...own, ...others] };
  };

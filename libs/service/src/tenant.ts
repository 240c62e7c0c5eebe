/** Whether a tenant may have this name: 1 to 63 characters as `TENANT_RULE` says, no hyphen first. */
export const isTenant = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);

export const TENANT_RULE = 'must be lower-case letters, digits and hyphens';

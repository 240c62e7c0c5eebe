export const SERVICES = ['capture', 'enrichment', 'sharing', 'innovation'] as const;
export type ServiceName = (typeof SERVICES)[number];

import type { FastifyInstance } from 'fastify';

/** The methods that a URL answers; none for a URL without a route. */
export type MethodsOf = (url: string) => string[];

/** Fastify answers 404 to a wrong method; this tells a wrong method from an unknown path. Call it before routes are registered. */
export function trackMethods(fastify: FastifyInstance): MethodsOf {
  const routes: { pattern: RegExp; methods: string[] }[] = [];
  fastify.addHook('onRoute', ({ url, method }) => {
    routes.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  return url => {
    const [path = ''] = url.split('?');
    const found = routes.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods);
    return [...new Set(found)].sort();
  };
}

const patternOf = (url: string): RegExp => {
  const escaped = url.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const open = escaped.replaceAll('*', '.*').replace(/\/:\w+/g, '/[^/]+');
  return new RegExp(`^${open.replaceAll('::', ':')}$`);
};

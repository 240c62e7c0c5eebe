import type { FastifyInstance } from 'fastify';

/** The methods that a URL answers, none for an unknown one. */
export type MethodsOf = (url: string) => string[];

/** Fastify says 404 to a wrong method; this tells it from an unknown path. To be called before there are routes. */
export function rememberMethods(fastify: FastifyInstance): MethodsOf {
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

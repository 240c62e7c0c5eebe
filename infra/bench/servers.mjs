// A peer of capture, which takes the same requests and keeps nothing: node servers.mjs nest|fastify PORT
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Body, Controller, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import fastify from 'fastify';

const [kind, port] = process.argv.slice(2);
const CLOUD_EVENTS = ['application/cloudevents+json', 'application/cloudevents-batch+json'];
const readJson = server =>
  server.addContentTypeParser(CLOUD_EVENTS, { parseAs: 'string' }, (_, body, done) => done(null, JSON.parse(body)));
const answer = body => ({
  data: Array.isArray(body) ? body.map(() => ({ itemId: randomUUID() })) : { itemId: randomUUID() },
});

class Events {
  take(body) {
    return answer(body);
  }
}
const take = Object.getOwnPropertyDescriptor(Events.prototype, 'take');
Body()(Events.prototype, 'take', 0);
Post('v1/events')(Events.prototype, 'take', take);
HttpCode(202)(Events.prototype, 'take', take);
Controller()(Events);
class Root {}
Module({ controllers: [Events] })(Root);

if (kind === 'nest') {
  const adapter = new FastifyAdapter();
  readJson(adapter.getInstance());
  const app = await NestFactory.create(Root, adapter, { logger: false });
  await app.listen(Number(port), '127.0.0.1');
} else {
  const server = fastify();
  readJson(server);
  server.post('/v1/events', (request, reply) => reply.status(202).send(answer(request.body)));
  await server.listen({ port: Number(port), host: '127.0.0.1' });
}
process.send('serving');

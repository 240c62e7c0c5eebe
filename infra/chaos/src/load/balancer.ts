import { setTimeout as rest } from 'node:timers/promises';
import { type Access, authorization } from './ways.js';

const PATHS = ['/v1/feed?limit=1', '/v1/search?q=foam', '/v1/ops/status'];
const EVERY_MS = 20;

/** Asks whoever of several processes says that it is ready, again and again. */
export class Balancer {
  /** By process: answers of each kind. */
  private readonly answers = new Map<string, number>();
  private isStopping = false;
  private readonly asking: Promise<unknown>;

  constructor(
    private readonly access: Access,
    private readonly ports: Record<string, string>,
  ) {
    this.asking = Promise.all(Object.entries(ports).map(([name, port]) => this.ask(name, `http://127.0.0.1:${port}`)));
  }

  /** @returns what a ready process failed at, and which of them was never asked */
  async stop(): Promise<string[]> {
    this.isStopping = true;
    await this.asking;
    const silent = Object.keys(this.ports).flatMap(name =>
      PATHS.filter(path => !this.answers.has(`${name} ${path} answers 200`)).map(
        path => `${name} never answers ${path}`,
      ),
    );
    const failed = [...this.answers].filter(([answer]) => !answer.endsWith(' 200'));
    return [...silent, ...failed.map(([answer, times]) => `${answer}, ${times} times`)];
  }

  private async ask(name: string, url: string): Promise<void> {
    const headers = await authorization(this.access);
    while (!this.isStopping) {
      const isReady = await fetch(`${url}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (isReady) for (const path of PATHS) await this.note(`${name} ${path}`, fetch(url + path, { headers }));
      await rest(EVERY_MS);
    }
  }

  /** A connection that breaks is that of a process which ends. */
  private async note(what: string, asked: Promise<Response>): Promise<void> {
    const answer = await asked.catch(() => null);
    if (answer === null) return;
    await answer.text();
    const found = `${what} answers ${answer.status}`;
    this.answers.set(found, (this.answers.get(found) ?? 0) + 1);
  }
}

import { randomUUID } from 'node:crypto';
import { readdir, rename, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from '../run.js';

const folder = fileURLToPath(new URL('../../../../infra/kafka', import.meta.url));

export const LOG_CONFIGURATION = `${folder}/log4j2.yaml`;

/** The class path of Apache Kafka; Maven fetches the jars of infra/kafka/pom.xml the first time. */
export async function kafkaClassPath(): Promise<string> {
  const libs = `${folder}/libs`;
  if (!(await isFilled(libs))) await fetchJars(libs);
  return `${libs}/*`;
}

async function fetchJars(libs: string): Promise<void> {
  const unfinished = `${libs}/${randomUUID()}`;
  const what = ['dependency:copy-dependencies', `-DoutputDirectory=${unfinished}`, '-DincludeScope=runtime'];
  await run('mvn', ['-q', '-B', '-f', `${folder}/pom.xml`, ...what], { env: process.env });
  for (const jar of await readdir(unfinished)) await rename(`${unfinished}/${jar}`, `${libs}/${jar}`);
  await rm(unfinished, { recursive: true, force: true });
}

const isFilled = (libs: string) =>
  readdir(libs).then(
    names => names.some(name => name.startsWith('kafka_')) && names.every(name => name.endsWith('.jar')),
    () => false,
  );

import { spawn } from 'node:child_process';

/**
 * Runs a shell script once this process has ended, in whatever way: kill -9 closes the pipe to the waiting shell as well.
 * @param args `$1`, `$2` … of the script
 * @returns how to cancel it
 */
export function whenThisProcessEnds(script: string, args: string[]): () => void {
  const watch = spawn('/bin/sh', ['-c', `read -r word; [ "$word" = off ] && exit; ${script}`, 'sh', ...args], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watch.on('error', () => undefined);
  watch.stdin.on('error', () => undefined);
  watch.unref();
  (watch.stdin as unknown as { unref(): void }).unref();
  return () => watch.stdin.end('off\n');
}

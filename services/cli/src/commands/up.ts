import type { Command } from 'commander';
import { command, type Io } from '../call.js';

export const up = (io: Io): Command =>
  command(io, 'up', 'Start everything on this machine; settings come from the environment, see README.md.').action(
    async () => {
      const { runUp } = await import('../run-up.js');
      await runUp(io.env, io.say);
    },
  );

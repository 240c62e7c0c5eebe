import { EXIT, ExitError } from './exit.js';
import { stopOnAbort } from './run-up.js';

describe('a running installation', () => {
  const ending = new ExitError(EXIT.no, 'The data are gone');

  it.each(['before anybody listened', 'later'])(
    'is stopped once and ends with the reason, where the signal was aborted %s',
    async when => {
      const told = new AbortController();
      let stops = 0;
      const running = { stop: () => Promise.resolve(void stops++) };
      if (when !== 'later') told.abort(ending);
      const ended: ExitError[] = [];
      stopOnAbort(told.signal, running, given => ended.push(given));
      if (when === 'later') told.abort(ending);
      await new Promise(setImmediate);
      expect({ stops, ended }).toEqual({ stops: 1, ended: [ending] });
    },
  );

  it('says why it could not be stopped', async () => {
    const ended = new Promise<ExitError>(end =>
      stopOnAbort(AbortSignal.abort(ending), { stop: () => Promise.reject(new Error('It hangs')) }, end),
    );
    expect(await ended).toMatchObject({ code: EXIT.no, message: 'It hangs' });
  });
});

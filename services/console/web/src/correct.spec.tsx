/** @jest-environment ./src/fixture/browser.mjs */
import { act, screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { open, pass } from './fixture/open.js';
import { interpretation, signal, TEXT, theme, unread } from './fixture/examples.js';
import { answer, refuse, sentBodies } from './fixture/services.js';
import { tokenOf } from './fixture/tokens.js';
import type { Interpretation } from './knowledge.js';

const SENT = 'POST /v1/interpretations/:id/corrections';
const READING = 'Correct sentiment, language or themes';
const MISSED = 'Add a signal that was missed';
const form = (name: string) => within(screen.getByRole('form', { name }));
const choose = (label: string) => screen.getByLabelText<HTMLInputElement>(label);

let user: UserEvent;
beforeEach(async () => {
  answer('GET /v1/items/:id', { data: unread('one', TEXT) });
  answer('GET /v1/interpretations/:id', { data: interpretation() });
  answer('GET /v1/themes', { data: [theme('lids', 'Lids'), theme('noise', 'Noise')] });
  answer(SENT, { data: { itemId: 'one' } });
  user = await open('#feed&item=one');
});

const press = async (name: string | RegExp) => {
  await user.click(screen.getByRole('button', { name }));
};

/** Sends the form; from then on the services answer with the corrected reading. */
async function correct(button: string, then: Partial<Interpretation> = {}) {
  answer('GET /v1/interpretations/:id', { data: interpretation(then) });
  await press(button);
}

/** Selects as with the mouse. */
function select(from: Node, start: number, to: Node, end: number) {
  getSelection()!.setBaseAndExtent(from, start, to, end);
  act(() => void document.dispatchEvent(new Event('selectionchange')));
}

describe('a reading that is corrected', () => {
  it('is sent with the changed parts only, and shown as corrected', async () => {
    await press(READING);
    expect([choose('Negative').checked, choose('Lids').checked, choose('Noise').checked]).toEqual([true, true, false]);
    await user.click(choose('Positive'));
    const sentiment = { label: 'positive', score: 1 } as const;
    await correct('Correct it', { sentiment, corrected: ['sentiment'] });
    expect(sentBodies(SENT)).toEqual([{ sentiment: 'positive' }]);
    expect(screen.queryByRole('form', { name: READING })).toBeNull();
    expect(screen.getByText('corrected').previousElementSibling?.textContent).toBe('▲ Positive');
    const told = within(screen.getByRole('region', { name: 'Item' })).getAllByRole('status');
    expect(told.map(({ textContent }) => textContent)).toEqual(['Corrected', '']);
  });

  it('names all of its themes where one is added or removed', async () => {
    await press(READING);
    await user.click(choose('Noise'));
    await correct('Correct it');
    await press(READING);
    await user.click(choose('Lids'));
    await correct('Correct it');
    expect(sentBodies(SENT)).toEqual([{ themes: ['lids', 'noise'] }, { themes: [] }]);
  });

  it('is not sent where nothing was changed', async () => {
    await press(READING);
    await press('Correct it');
    expect([sentBodies(SENT), screen.queryByRole('form', { name: READING })]).toEqual([[], null]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: READING }));
  });

  it('keeps what somebody else corrected while the form was open', async () => {
    await press(READING);
    const sentiment = { label: 'positive', score: 1 } as const;
    answer('GET /v1/interpretations/:id', { data: interpretation({ sentiment, themes: [] }) });
    await pass(5000);
    await user.selectOptions(form(READING).getByLabelText('Language'), 'German');
    await press('Correct it');
    expect(sentBodies(SENT)).toEqual([{ language: 'de' }]);
    await press(READING);
    expect([choose('Positive').checked, choose('Lids').checked]).toEqual([true, false]);
  });

  it('can name another language', async () => {
    await press(READING);
    await user.selectOptions(form(READING).getByLabelText('Language'), 'German');
    await correct('Correct it');
    expect(sentBodies(SENT)).toEqual([{ language: 'de' }]);
  });

  it('keeps the choices in the form, and says why, where it is refused', async () => {
    const detail = 'noise was merged into lids.';
    refuse(SENT, { status: 422, code: 'theme-unknown', detail, pointers: [{ pointer: '/themes/1', detail }] });
    await press(READING);
    await user.click(choose('Noise'));
    await user.click(choose('Neutral'));
    await correct('Correct it');
    expect(form(READING).getByRole('alert').textContent).toContain(`theme-unknown ${detail}`);
    expect([choose('Noise').checked, choose('Neutral').checked]).toEqual([true, true]);
    answer(SENT, { data: {} });
    await correct('Correct it');
    expect(sentBodies(SENT)[1]).toEqual({ sentiment: 'neutral', themes: ['lids', 'noise'] });
  });

  it('keeps the choices in the form for the same person who has to sign in again', async () => {
    refuse(SENT, { status: 401, code: 'token-invalid', detail: 'The token has expired.' });
    await press(READING);
    await user.click(choose('Noise'));
    await correct('Correct it');
    expect(screen.queryByRole('form', { name: READING })).toBeNull();
    answer(SENT, { data: {} });
    await user.type(screen.getByLabelText(/^Access token/), `${tokenOf('Zoe', 2)}{Enter}`);
    await correct('Correct it');
    expect(sentBodies(SENT)[1]).toEqual({ themes: ['lids', 'noise'] });
  });

  it('is left as it is where the form is closed by Escape', async () => {
    await press(READING);
    await user.click(choose('Positive'));
    await user.keyboard('{Escape}');
    expect([sentBodies(SENT), screen.queryByRole('form', { name: READING }), location.hash]).toEqual([
      [],
      null,
      '#feed&item=one',
    ]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: READING }));
  });
});

describe('a signal that is corrected', () => {
  const PRAISE = { type: 'PRAISE', span: { start: 0, end: 10 } };

  it.each([
    ['No signal', [{ of: PRAISE }]],
    ['Expectation', [{ of: PRAISE, is: { ...PRAISE, type: 'EXPECTATION', expression: 'EXPRESSED' } }]],
  ])('is sent as what it really is: %s', async (choice, signals) => {
    await press('Correct it Praise');
    await user.selectOptions(screen.getByLabelText('What is it really?'), choice);
    await user.click(form('Correct it Praise').getByRole('button', { name: 'Correct it' }));
    expect(sentBodies(SENT)).toEqual([{ signals }]);
  });

  it('disappears once it was removed, and moves the focus to the announcement', async () => {
    await press('Correct it Praise');
    answer('GET /v1/interpretations/:id', { data: interpretation({ signals: [], corrected: ['signals'] }) });
    await user.click(form('Correct it Praise').getByRole('button', { name: 'Correct it' }));
    screen.getByText('No signal found in these words.');
    expect(document.querySelector('mark')).toBeNull();
    expect([document.activeElement!.role, document.activeElement!.textContent]).toEqual(['status', 'Corrected']);
  });

  it('keeps its form open where another rule finds it meanwhile', async () => {
    await press('Correct it Praise');
    const signals = [signal('PRAISE', 'Great pump', { rule: 'model' })];
    answer('GET /v1/interpretations/:id', { data: interpretation({ signals }) });
    await pass(5000);
    expect(document.activeElement).toBe(screen.getByLabelText('What is it really?'));
  });
});

describe('a signal that somebody else corrects', () => {
  it('moves the focus to the announcement where it was in that signal', async () => {
    await press('Correct it Praise');
    answer('GET /v1/interpretations/:id', { data: interpretation({ signals: [] }) });
    await pass(5000);
    expect(document.activeElement).toBe(screen.getByText('What you were at is gone meanwhile.'));
  });
});

describe('a signal that was missed', () => {
  it('is added on the selected occurrence of its words, not the first one', async () => {
    answer('GET /v1/items/:id', { data: unread('two', 'no lid, no lid') });
    answer('GET /v1/interpretations/:id', {
      data: interpretation({ signals: [signal('PROBLEM', 'no', {}, 'no lid, no lid')] }),
    });
    location.hash = '#feed&item=two';
    await pass(0);
    const words = document.querySelector('blockquote')!.lastChild!;
    select(words, 9, words, 12);
    await press(MISSED);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^The words/).value).toBe('lid');
    await user.selectOptions(screen.getByLabelText('Signal', { selector: '.pane select' }), 'Request');
    await user.click(screen.getByLabelText('Implied, not said'));
    await correct('Add');
    const is = { type: 'REQUEST', span: { start: 11, end: 14 }, expression: 'IMPLIED' };
    expect(sentBodies(SENT)).toEqual([{ signals: [{ is }] }]);
  });

  it('can be sent once words are selected, after it was refused without any', async () => {
    await press(MISSED);
    await correct('Add');
    const field = screen.getByLabelText<HTMLTextAreaElement>(/^The words/);
    expect([field.validationMessage, sentBodies(SENT)]).toEqual(['Something is needed here.', []]);
    const words = document.querySelector('blockquote')!.firstChild!.firstChild!;
    select(words, 0, words, 5);
    await correct('Add');
    expect(sentBodies(SENT)).toHaveLength(1);
  });

  it('is not sent on blanks alone, and the field says so in the language of the page', async () => {
    await press(MISSED);
    const field = screen.getByLabelText<HTMLTextAreaElement>(/^The words/);
    await user.type(field, ' ');
    await correct('Add');
    expect([field.validationMessage, sentBodies(SENT)]).toEqual(['Something is needed here.', []]);
  });

  it('leaves out the names of signals that stand between the selected words', async () => {
    const said = document.querySelector('blockquote')!;
    select(said.firstChild!.firstChild!, 6, said.querySelectorAll('mark')[1]!.firstChild!, 7);
    await press(MISSED);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^The words/).value).toBe('pump, but the lid');
    await correct('Add');
    expect(sentBodies(SENT)).toMatchObject([{ signals: [{ is: { span: { start: 6, end: 23 } } }] }]);
  });

  it('is not sent where its words are not in the text', async () => {
    await press(MISSED);
    await user.type(screen.getByLabelText(/^The words/), 'the lit jams');
    await correct('Add');
    const complaint = screen.getByText('These words are not in the item.');
    // This is a text of the page, so in its language.
    expect([screen.getByRole('alert').textContent.trim(), complaint.lang]).toEqual([complaint.textContent, '']);
    expect(screen.getByLabelText<HTMLTextAreaElement>(/^The words/).value).toBe('the lit jams');
    expect(sentBodies(SENT)).toEqual([]);
  });
});

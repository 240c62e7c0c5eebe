import type { ThemeMatch } from '@ckm/contracts';
import { CheckedBody, Command, IdPipe, type Principal, Problem, Who } from '@ckm/http';
import { Service } from '@ckm/service';
import { Controller, Param } from '@nestjs/common';
import { themeUnknown } from '../theme/theme-unknown.js';
import { themeOf } from '../theme/themes.view.js';
import { CorrectInterpretation, signalsOf } from './correction-request.js';
import { type Corrections, partsOf } from './corrections.js';
import { interpretationIdOf } from './identity.js';
import { correctInterpretation } from './interpretation.decider.js';
import { itemTextOf } from './item-text.js';
import { certain } from './stated-signal.js';

@Controller()
export class CorrectInterpretations {
  constructor(private readonly service: Service) {}

  @Command({
    post: '/v1/interpretations/:itemId/corrections',
    role: 'contributor',
    summary:
      'Say what an item is really about, which signals are in it or are not, how it feels and in which language it is: it holds against every later reading.',
    body: CorrectInterpretation,
    answer: { type: 'object', properties: { itemId: { type: 'string', format: 'uuid' } }, required: ['itemId'] },
    problems: [404, 409, 422],
  })
  async correct(
    @Param('itemId', IdPipe) itemId: string,
    @CheckedBody(CorrectInterpretation) request: CorrectInterpretation,
    @Who() principal: Principal,
  ): Promise<{ data: { itemId: string } }> {
    const { tenantId } = principal;
    const { text, sealed } = await itemTextOf(this.service, tenantId, itemId);
    const correction = await this.correctionOf(request, tenantId, text);
    const context = { ...this.service.contextOf(principal), ...sealed };
    await this.service.events.handle(context, correctInterpretation, interpretationIdOf(tenantId, itemId), correction);
    return { data: { itemId } };
  }

  private async correctionOf(
    { themes, sentiment, language, signals }: CorrectInterpretation,
    tenantId: string,
    text: string,
  ): Promise<Corrections> {
    const correction = {
      themes: themes ? await this.themesNamed(tenantId, themes) : null,
      sentiment: sentiment ? certain(sentiment) : null,
      language: language ?? null,
      ...signalsOf(signals ?? [], text),
    };
    if (partsOf(correction).length > 0) return correction;
    throw new Problem('body-invalid', 'Name what is to be corrected: themes, signals, sentiment or language.');
  }

  /** Distinct. @throws Problem `theme-unknown`, also for a merged theme */
  private async themesNamed(tenantId: string, themeIds: string[]): Promise<ThemeMatch[]> {
    const named = themeIds.map(themeId => themeId.toLowerCase());
    const found = [...new Set(named)].map(async themeId => {
      const [theme, pointer] = [await themeOf(this.service, tenantId, themeId), `/themes/${named.indexOf(themeId)}`];
      if (!theme) throw themeUnknown(pointer, `${themeId} is no theme: /v1/themes lists them.`);
      if (theme.mergedInto) throw themeUnknown(pointer, `${themeId} was merged into ${theme.mergedInto}.`);
      return { themeId, theme: theme.name, confidence: 1 };
    });
    return Promise.all(found);
  }
}

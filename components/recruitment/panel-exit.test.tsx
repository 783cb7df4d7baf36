import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { languages } from '@/lib/domain/accounts/language'
import de from '@/lib/wording/messages/de.json'
import en from '@/lib/wording/messages/en.json'
import { PanelExit } from './panel-exit'

const messages = { en, de }

test('says why a visit ended if its rater did not pass the test or was paused, with and without a code', () => {
  const reasons = {
    en: { disqualified: 'You did not pass the test', 'rater-paused': 'has paused your rating', waiting: '' },
    de: { disqualified: 'Du hast den Test nicht bestanden', 'rater-paused': 'Bewertung angehalten', waiting: '' },
  }
  for (const language of languages)
    for (const code of ['FAIL1', null]) {
      const shown = (state: RatingSession['state']) =>
        renderToStaticMarkup(
          <NextIntlClientProvider locale={language} timeZone="UTC" messages={messages[language]}>
            <PanelExit exit={{ outcome: 'failed', url: null, code, hasSubmitted: true }} slug="birds" state={state} />
          </NextIntlClientProvider>,
        )
      for (const state of ['disqualified', 'rater-paused', 'waiting'] as const) {
        expect(shown(state)).toContain(reasons[language][state])
        expect(shown(state)).toContain(code ?? messages[language].panel.exitNoCode)
      }
    }
})

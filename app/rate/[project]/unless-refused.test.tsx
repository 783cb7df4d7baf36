import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { forbidden } from '@/lib/errors'
import messages from '@/lib/wording/messages/de.json'
import { unlessRefused } from './unless-refused'

test('says in the language of the page that earlier sessions cannot be verified', async () => {
  const page = await unlessRefused({ slug: 'birds', area: 'progress' }, async () => {
    throw forbidden('You joined more than once.')
  })
  const shown = renderToStaticMarkup(
    <NextIntlClientProvider locale="de" timeZone="UTC" messages={messages}>
      {page}
    </NextIntlClientProvider>,
  )
  expect(shown).toContain('Du bist mehr als einmal beigetreten')
  expect(shown).not.toContain('You joined')
})

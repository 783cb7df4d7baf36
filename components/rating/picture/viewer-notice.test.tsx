import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import messages from '@/lib/wording/messages/en.json'
import { ViewerNotice } from './viewer-notice'

const shown = (needs: 'sign-in' | 'access', address: string | null) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC" messages={messages}>
      <ViewerNotice
        saveState={{ state: 'waiting', pending: 1, needs }}
        note={null}
        address={address}
        onRetry={() => {}}
      />
    </NextIntlClientProvider>,
  )

test("tells a panel's participant to open the study again, and nothing about an account, which they do not have", () => {
  for (const needs of ['sign-in', 'access'] as const) {
    expect(shown(needs, null)).toContain('open the study again')
    expect(shown(needs, null)).not.toMatch(/account|sign in/i)
    expect(shown(needs, '/rate/birds')).toMatch(/sign in/i)
  }
})

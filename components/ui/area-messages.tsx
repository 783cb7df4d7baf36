import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ComponentProps, ReactNode } from 'react'
import type { Language } from '@/lib/domain/accounts/language'

type Messages = Awaited<ReturnType<typeof getMessages>>
export type MessageArea = keyof Messages & string

/** Needed by the frame around every page. */
const frameAreas: readonly MessageArea[] = ['common', 'account']

interface AreaMessagesProps {
  areas?: MessageArea[]
  /** Defaults to the user's language. English-only pages set it, so that they do not mix two languages. */
  language?: Language
  children: ReactNode
}

/** Provides the messages of the named areas, so that a page sends only the texts it shows. */
export async function AreaMessages({ areas = [], language, children }: AreaMessagesProps) {
  const messages = await getMessages(language && { locale: language })
  const sent = Object.fromEntries([...frameAreas, ...areas].map((area) => [area, messages[area]]))
  return (
    <NextIntlClientProvider
      {...(language && { locale: language })}
      messages={sent as NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>}
    >
      {children}
    </NextIntlClientProvider>
  )
}

import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ComponentProps, ReactNode } from 'react'
import type { Language } from '@/lib/domain/accounts/language'

type Messages = Awaited<ReturnType<typeof getMessages>>
export type MessageArea = keyof Messages & string

/** What every page needs: the words of the frame around it. */
const frameAreas: readonly MessageArea[] = ['common', 'account']

interface AreaMessagesProps {
  areas?: MessageArea[]
  /** Left out: the reader's. Pages written in English alone say so, that they may not be in two languages at once. */
  language?: Language
  children: ReactNode
}

/** Gives the components inside the texts of the named areas, so that no page sends more words than it shows. */
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

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
  /** Whether the reader is a panel's participant, who has no password to sign in with. */
  isVisitor?: boolean
  /** Defaults to the user's language. English-only pages set it, so that they do not mix two languages. */
  language?: Language
  children: ReactNode
}

export function sentMessages(messages: Messages, areas: readonly MessageArea[], isVisitor: boolean) {
  const { common } = messages
  return {
    ...Object.fromEntries([...frameAreas, ...areas].map((area) => [area, messages[area]])),
    common: { ...common, ...(isVisitor && { reason_unauthenticated: common.reason_unauthenticatedVisitor }) },
  }
}

/** Provides the messages of the named areas, so that a page sends only the texts it shows. */
export async function AreaMessages({ areas = [], isVisitor = false, language, children }: AreaMessagesProps) {
  const sent = sentMessages(await getMessages(language && { locale: language }), areas, isVisitor)
  return (
    <NextIntlClientProvider
      {...(language && { locale: language })}
      messages={sent as NonNullable<ComponentProps<typeof NextIntlClientProvider>['messages']>}
    >
      {children}
    </NextIntlClientProvider>
  )
}

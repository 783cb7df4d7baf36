import { NextIntlClientProvider } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ComponentProps, ReactNode } from 'react'

type Messages = Awaited<ReturnType<typeof getMessages>>
export type MessageArea = keyof Messages & string

/** What every page needs: the words of the frame around it. */
const frameAreas: readonly MessageArea[] = ['common', 'account']

/** Gives the components inside the texts of the named areas, so that no page sends more words than it shows. */
export async function AreaMessages({ areas = [], children }: { areas?: MessageArea[]; children: ReactNode }) {
  const messages = await getMessages()
  const sent = Object.fromEntries([...frameAreas, ...areas].map((area) => [area, messages[area]]))
  return (
    <NextIntlClientProvider messages={sent as ComponentProps<typeof NextIntlClientProvider>['messages']}>
      {children}
    </NextIntlClientProvider>
  )
}

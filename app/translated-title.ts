import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

type Key = Parameters<Awaited<ReturnType<typeof getTranslations<never>>>>[0]

/** Metadata of a page whose title is in the reader's language. */
export const translatedTitle =
  (key: Key, more: Metadata = {}) =>
  async (): Promise<Metadata> => ({ title: (await getTranslations())(key), ...more })

'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useTransition } from 'react'
import { chooseLanguage } from '@/lib/client/accounts/language'
import { type Language, languages } from '@/lib/domain/accounts/language'

/** The page's language and a function that changes it. Input on the page is kept. */
export function useLanguage() {
  const language = useLocale()
  const router = useRouter()
  const [isChanging, startChange] = useTransition()
  function change(wanted: string) {
    const known = languages.find((each) => each === wanted)
    if (!known || known === language) return
    startChange(async () => {
      await chooseLanguage({ language: known })
      router.refresh()
    })
  }
  return { language: language satisfies Language, change, isChanging }
}

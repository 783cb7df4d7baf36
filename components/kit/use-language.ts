'use client'

import { useRouter } from 'next/navigation'
import { useLocale } from 'next-intl'
import { useState, useTransition } from 'react'
import { chooseLanguage } from '@/lib/client/accounts/language'
import { type Language, languages } from '@/lib/domain/accounts/language'

/**
 * The page's language and a function that changes it. Input on the page is kept, also if the server is unreachable;
 * `onFailure` is for controls that are gone by then.
 */
export function useLanguage(onFailure?: () => void) {
  const language = useLocale()
  const router = useRouter()
  const [isChanging, startChange] = useTransition()
  const [hasFailed, setFailed] = useState(false)
  function change(wanted: string) {
    const known = languages.find((each) => each === wanted)
    if (!known || known === language || isChanging) return
    setFailed(false)
    startChange(async () => {
      try {
        await chooseLanguage({ language: known })
        router.refresh()
      } catch {
        setFailed(true)
        onFailure?.()
      }
    })
  }
  return { language: language satisfies Language, change, hasFailed }
}

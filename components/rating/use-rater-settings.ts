import { useRouter } from 'next/navigation'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useLanguage } from '@/components/kit/use-language'
import { useSending } from '@/components/kit/use-request'
import { saveRaterSettings } from '@/lib/client/rating/rater-tools'
import type { RaterSettings } from '@/lib/contracts/rating/rater-settings'
import { labelingKeys } from '@/lib/domain/rating/labeling-keys'

/** The rater's settings. Changes apply at once and are saved on the server, for the rater's other devices. */
export function useRaterSettings(slug: string, first: RaterSettings) {
  const [settings, setSettings] = useState(first)
  const saving = useSending((next: RaterSettings) => saveRaterSettings(slug, next))
  const save = saving.mutate
  const { language, change } = useLanguage()
  const router = useRouter()
  /** Language the page had last, to tell a choice of the rater from a page that was rendered in another language. */
  const seen = useRef<string | null>(null)

  useEffect(() => {
    if (seen.current === null) {
      seen.current = language
      if (first.language !== null && first.language !== language) change(first.language)
      return
    }
    if (seen.current === language) return
    seen.current = language
    setSettings((now) => {
      if (now.language === language) return now
      const next = { ...now, language }
      void save(next)
      return next
    })
  }, [language, change, first.language, save])

  function take(next: RaterSettings) {
    setSettings(next)
    return save(next)
  }

  return {
    settings,
    keys: useMemo(() => labelingKeys(settings.keys), [settings.keys]),
    // Settings are saved as a whole, so a save makes up for an earlier failure.
    hasFailed: saving.isError && !saving.isDone,
    changeKeys: (keys: Record<string, string>) => void take({ ...settings, keys }),
    /** Sets the language of names. Undefined: the language of the screens. */
    changeNames: async (names: string | undefined) => {
      const { names: _, ...others } = settings
      await take(names ? { ...others, names } : others)
      router.refresh()
    },
    changeMode: (mode: Pick<RaterSettings, 'answerMode' | 'pageMode'>) => void take({ ...settings, ...mode }),
  }
}

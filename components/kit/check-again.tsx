import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { timeOfDay } from '@/lib/wording/date'

interface CheckAgainProps {
  tone?: 'main' | 'plain'
  /** Resolves to whether the server has answered. */
  onCheck: () => Promise<boolean>
}

/** Asks the server again. A change of state replaces this; otherwise it says that nothing has changed. */
export function CheckAgain({ tone = 'plain', onCheck }: CheckAgainProps) {
  const t = useTranslations('rating')
  const locale = useLocale()
  const [checkedAt, setCheckedAt] = useState<Date | null>(null)
  async function check() {
    // Otherwise a second check within the same minute would not be announced.
    setCheckedAt(null)
    if (await onCheck()) setCheckedAt(new Date())
  }
  return (
    <>
      <Button tone={tone} onClick={() => void check()}>
        {t('lookAgain')}
      </Button>
      <p role="status" className="order-last basis-full text-second text-small">
        {checkedAt && t('nothingChanged', { time: timeOfDay(checkedAt, locale) })}
      </p>
    </>
  )
}

import { useTranslations } from 'next-intl'
import { useSending } from '@/components/kit/use-request'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ClipboardCheck } from '@/components/ui/generated/icons'
import { Notice } from '@/components/ui/notice'
import { useReason } from '@/components/ui/use-reason'
import { startTest } from '@/lib/client/rating/rating'
import type { RatingSession } from '@/lib/contracts/rating/rating'
import { LastScore } from './last-score'

interface TestReadyProps {
  session: RatingSession
  onStarted: () => Promise<unknown>
}

export function TestReady({ session, onStarted }: TestReadyProps) {
  const t = useTranslations('rating')
  const reason = useReason()
  const { step, project } = session
  const starting = useSending(() => startTest(project.slug), onStarted)
  const isAgain = step.lastAttempt !== null
  return (
    <EmptyState
      icon={<ClipboardCheck aria-hidden size={24} />}
      title={isAgain ? t('testAgain') : t('testReady')}
      action={
        <Button
          // Enter starts the test, but not if it is still held down from the previous screen.
          autoFocus
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          tone="main"
          size="large"
          disabled={starting.isPending}
          onClick={() => void starting.mutate(undefined)}
        >
          {starting.isPending ? t('starting') : t('startTest')}
        </Button>
      }
    >
      <LastScore attempt={step.lastAttempt} />
      <p>{t('testText', { count: step.total ?? 0 })}</p>
      {step.attemptsLeft !== null && <p className="mt-2">{t('attemptsLeft', { count: step.attemptsLeft })}</p>}
      {starting.error && (
        <Notice tone="error" className="mt-3 text-start">
          {reason(starting.error)} {t('startFailed')}
        </Notice>
      )}
    </EmptyState>
  )
}

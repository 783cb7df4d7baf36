import { useFormatter, useTranslations } from 'next-intl'
import type { OwnVisit } from '@/lib/contracts/recruitment'
import { visitSeconds, wholeMinutes } from '@/lib/domain/recruitment/visit-time'

/** Expected duration and pay, shown before a participant agrees to take part. */
export function VisitTerms({ visit: { plan, pay, maxMinutes, hasPartialCode } }: { visit: OwnVisit }) {
  const t = useTranslations('panel')
  const format = useFormatter()
  const seconds = visitSeconds(plan)
  const main = [
    seconds !== null && t('expectedTime', { minutes: wholeMinutes(seconds) }),
    pay && t('expectedPay', { amount: format.number(pay.amount, { style: 'currency', currency: pay.currency }) }),
  ].filter(Boolean)
  const { trainingTasks, testTasks } = plan
  const checks = testTasks === 0 ? 'training' : trainingTasks === 0 ? 'test' : 'both'
  return (
    <section aria-label={t('terms')} className="mt-4 rounded-card border border-line bg-card px-5 py-3.5">
      {main.length > 0 && <p className="font-semibold text-question">{main.join(' · ')}</p>}
      <p className="mt-0.5 text-pretty text-second text-small">
        {[
          trainingTasks + testTasks > 0 &&
            main.length > 0 &&
            t('expectedCheck', { checks, isPaid: pay ? 'yes' : 'no' }),
          maxMinutes !== null && t('expectedMost', { minutes: maxMinutes }),
          t('expectedStop', { hasCode: hasPartialCode ? 'yes' : 'no' }),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </section>
  )
}

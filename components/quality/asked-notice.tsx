import { Notice } from '@/components/ui/notice'
import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { wholeNumber } from '@/lib/wording/number'

export function AskedNotice({ counts: { asked, tasks } }: { counts: GoldenUseCounts }) {
  return (
    <Notice tone="info" className="mt-4 mb-6">
      {wholeNumber(asked)} of {wholeNumber(tasks.hidden)} gold questions ask about labels that unfinished tasks also ask
      about. Until those tasks are finished, a rater gets such a question only while at least twice as many other raters
      are available as the task still needs. Votes in those tasks count toward golden accuracy.
    </Notice>
  )
}

import { Notice } from '@/components/ui/notice'
import type { GoldenUseCounts } from '@/lib/contracts/quality'
import { wholeNumber } from '@/lib/wording/number'

export function AskedNotice({ counts: { asked, tasks } }: { counts: GoldenUseCounts }) {
  return (
    <Notice tone="info" className="mt-4 mb-6">
      {wholeNumber(asked, 'en')} of {wholeNumber(tasks.hidden, 'en')} gold questions ask about labels that unfinished
      tasks also ask about. Until those tasks are finished, a rater gets such a question only if at least twice as many
      other raters remain for the task as it still needs. Votes in those tasks count as golden answers.
    </Notice>
  )
}

'use client'

import { useRouter } from 'next/navigation'
import { ConfirmedAction } from '@/components/kit/confirmed-action'
import { removeRun } from '@/lib/client/runs'
import type { RunContents, RunSummary } from '@/lib/contracts/runs/run'
import { counted } from '@/lib/wording/number'

interface RemoveRunProps {
  slug: string
  run: RunSummary
  contents: RunContents
}

export function RemoveRunButton({ slug, run, contents }: RemoveRunProps) {
  const router = useRouter()
  const { releases, reviews, evaluations } = contents
  if (releases.length + reviews.length > 0)
    return (
      <p className="text-second text-small">
        This run cannot be removed:{' '}
        {releases.length > 0
          ? `release ${releases.join(', ')} was made from it.`
          : `the review ${reviews.map((name) => `“${name}”`).join(', ')} uses its labels.`}
      </p>
    )
  return (
    <ConfirmedAction
      word="Remove run"
      name={`run ${run.id}`}
      description={`Its ${counted(run.labelCount, 'label')} and scores are removed${evaluations > 0 ? `, and ${counted(evaluations, 'model evaluation')}` : ''}. Votes and answers stay, so you can aggregate again, but this cannot be undone.`}
      confirm="Remove run"
      isDangerous
      act={() => removeRun(slug, run.id)}
      onDone={() => router.push(`/projects/${slug}/aggregation`)}
    />
  )
}

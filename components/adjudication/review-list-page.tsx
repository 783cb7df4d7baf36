import { Trophy } from 'lucide-react'
import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ReviewList } from '@/lib/contracts/adjudication/review'
import { scopeWord } from '@/lib/wording/adjudication/review'
import { counted, wholeNumber } from '@/lib/wording/number'
import { NewReviewForm } from './new-review-form'
import { ProgressCell } from './progress-cell'

interface ReviewListPageProps {
  slug: string
  list: ReviewList
  modelId: number | null
  isAdmin: boolean
}

const emptyWords = {
  models: 'Bring in a model’s predictions first; then its mistakes can be judged.',
  run: 'Aggregate the votes first: a model is wrong against the labels of a run.',
  ready: 'Draw some of a model’s mistakes at random and judge them: really wrong, a label missing, or unclear.',
}

export function ReviewListPage({ slug, list, modelId, isAdmin }: ReviewListPageProps) {
  const { campaigns, models, runId } = list
  const open = campaigns.reduce((sum, { size, done }) => sum + size - done, 0)
  const model = models.find(({ id }) => id === modelId)
  const canStart = isAdmin && models.length > 0 && runId !== null
  const missing = models.length === 0 ? 'models' : runId === null ? 'run' : 'ready'
  return (
    <>
      <PageHeader
        title="Mistake reviews"
        action={isAdmin && <LinkButton href={`/projects/${slug}/models`}>Models</LinkButton>}
      >
        {campaigns.length === 0
          ? 'No model’s mistakes have been reviewed yet.'
          : `${counted(campaigns.length, 'review', 'reviews', 'en')}, ${counted(open, 'picture', 'pictures', 'en')} still to be judged.`}
      </PageHeader>
      {canStart && <NewReviewForm key={modelId} slug={slug} models={models} modelId={modelId} />}
      {model && (
        <p className="mb-3 flex items-center gap-2 text-small">
          <Chip tone="accent">Model: {model.name}</Chip>
          <Link href={`/projects/${slug}/reviews`} className="rounded-[4px] text-accent hover:underline">
            Show all models
          </Link>
        </p>
      )}
      {campaigns.length === 0 ? (
        <div className="rounded-card border bg-card">
          <EmptyState icon={<Trophy aria-hidden size={24} />} title="No mistake review yet">
            {emptyWords[missing]}
          </EmptyState>
        </div>
      ) : (
        <Table label="Mistake reviews">
          <TableHead>
            <tr>
              <HeadCell>Model</HeadCell>
              <HeadCell>Drawn from</HeadCell>
              <HeadCell isNumber>Mistakes</HeadCell>
              <HeadCell isNumber>Judged</HeadCell>
              <HeadCell>Progress</HeadCell>
              <HeadCell isNumber>Really wrong</HeadCell>
              <HeadCell isNumber>Label missing</HeadCell>
              <HeadCell isNumber>Unclear</HeadCell>
              <HeadCell isNumber>Run</HeadCell>
              <HeadCell>Started</HeadCell>
              <HeadCell className="text-right">Results</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {campaigns.map((one) => (
              <TableRow key={one.id}>
                <TableCell className="max-w-60 truncate font-medium">
                  <Link
                    href={`/projects/${slug}/reviews/${one.id}`}
                    aria-label={`${one.model}, review ${one.id}`}
                    className="rounded-[4px] text-accent hover:underline"
                  >
                    {one.model}
                  </Link>
                </TableCell>
                <TableCell className="whitespace-nowrap">{scopeWord[one.scope]}</TableCell>
                <TableCell isNumber>{wholeNumber(one.poolSize, 'en')}</TableCell>
                <TableCell isNumber className="whitespace-nowrap">
                  {wholeNumber(one.done, 'en')} of {wholeNumber(one.size, 'en')}
                </TableCell>
                <TableCell>
                  <ProgressCell done={one.done} size={one.size} />
                </TableCell>
                <TableCell isNumber>{wholeNumber(one.verdicts.wrong, 'en')}</TableCell>
                <TableCell isNumber>{wholeNumber(one.verdicts.missing, 'en')}</TableCell>
                <TableCell isNumber>{wholeNumber(one.verdicts.unclear, 'en')}</TableCell>
                <TableCell isNumber>{one.runId}</TableCell>
                <TableCell className="text-second">
                  <Moment at={one.createdAt} />
                </TableCell>
                <TableCell className="text-right">
                  <Link
                    href={`/projects/${slug}/reviews/${one.id}/results`}
                    aria-label={`Results of review ${one.id}`}
                    className="rounded-[4px] text-accent hover:underline"
                  >
                    Results
                  </Link>
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

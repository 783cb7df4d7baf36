import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { HiddenFigure } from '@/components/kit/figure-mark'
import { Moment } from '@/components/kit/moment'
import { RowLink } from '@/components/kit/row-link'
import { Chip } from '@/components/ui/chip'
import { Trophy } from '@/components/ui/generated/icons'
import { Link, LinkButton } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { ReviewList } from '@/lib/contracts/adjudication/review'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { scopeWord } from '@/lib/wording/adjudication/review'
import { counted, wholeNumber } from '@/lib/wording/number'
import { NewReviewForm } from './new-review-form'

interface ReviewListPageProps {
  slug: string
  list: ReviewList
  modelId: number | null
  isAdmin: boolean
}

const emptyWords = {
  models: 'Import a model’s predictions first. Then you can review its mistakes.',
  run: 'Aggregate the votes first. A model’s mistakes are counted against the labels of a run.',
  ready: 'Review a random sample of a model’s mistakes: truly wrong, label missing, or unclear.',
}

const columnsOf = (slug: string): Column<ReviewList['reviews'][number]>[] => [
  {
    key: 'model',
    head: 'Model',
    cell: ({ id, model }) => (
      <RowLink href={`/projects/${slug}/reviews/${id}`} aria-label={`${model}, review ${id}`}>
        {model}
      </RowLink>
    ),
    className: 'max-w-60 truncate',
  },
  { key: 'scope', head: 'Sampled from', cell: ({ scope }) => scopeWord[scope] },
  numberColumn('mistakes', 'Mistakes', ({ poolSize }) => poolSize),
  numberColumn('judged', 'Reviewed', ({ done, size }) => `${wholeNumber(done)} of ${wholeNumber(size)}`),
  {
    key: 'progress',
    head: 'Progress',
    cell: ({ id, done, size }) => (
      <ProgressBar label={`Images of review ${id} reviewed`} fraction={size > 0 ? done / size : 0} className="w-24" />
    ),
  },
  numberColumn('wrong', 'Truly wrong', ({ verdicts }) => verdicts.wrong),
  numberColumn('missing', 'Label missing', ({ verdicts }) => verdicts.missing),
  numberColumn('unclear', 'Unclear', ({ verdicts }) => verdicts.unclear),
  numberColumn('run', 'Run', ({ runId }) => String(runId)),
  { key: 'started', head: 'Started', cell: ({ createdAt }) => <Moment at={createdAt} />, className: 'text-second' },
]

export function ReviewListPage({ slug, list, modelId, isAdmin }: ReviewListPageProps) {
  const { reviews, models, runId } = list
  const open = reviews.reduce((sum, { size, done }) => sum + size - done, 0)
  const model = models.find(({ id }) => id === modelId)
  const canStart = isAdmin && models.length > 0 && runId !== null
  const missing = models.length === 0 ? 'models' : runId === null ? 'run' : 'ready'
  return (
    <>
      <PageHeader title={projectPages.reviews.title}>
        {reviews.length === 0
          ? 'No reviews yet.'
          : `${counted(reviews.length, 'review')}, ${counted(open, 'image')} left to review.`}
        <HiddenFigure of="waiting-reviews" value={open} />
      </PageHeader>
      {canStart && <NewReviewForm key={modelId} slug={slug} models={models} modelId={modelId} />}
      {model && (
        <p className="mb-3 flex items-center gap-2 text-small">
          <Chip tone="accent">Model: {model.name}</Chip>
          <Link href={`/projects/${slug}/reviews`} className="rounded-[4px] text-accent hover:underline touch:py-1">
            Show all models
          </Link>
        </p>
      )}
      <DataTable
        label="Mistake reviews"
        columns={columnsOf(slug)}
        rows={reviews}
        rowKey={({ id }) => id}
        actions={({ id }) => (
          <RowLink href={`/projects/${slug}/reviews/${id}/results`} aria-label={`Results of review ${id}`}>
            Results
          </RowLink>
        )}
        empty={{
          icon: <Trophy aria-hidden size={24} />,
          title: 'No mistake review yet',
          children: emptyWords[missing],
          action: isAdmin && missing !== 'ready' && (
            <LinkButton href={`/projects/${slug}/${missing === 'models' ? 'data' : 'aggregation'}`}>
              {missing === 'models' ? 'Import predictions' : 'Aggregate votes'}
            </LinkButton>
          ),
        }}
      />
    </>
  )
}

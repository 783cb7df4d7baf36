import { ChartFrame } from '@/components/charts/chart-frame'
import { IntervalPlot } from '@/components/charts/interval-plot'
import { type Column, DataTable } from '@/components/kit/data-table'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { ListChecks } from '@/components/ui/generated/icons'
import { DownloadLink, Link, LinkButton } from '@/components/ui/link'
import { EmptyCard, PageHeader } from '@/components/ui/page'
import type { ReviewedImage, ReviewResults, ReviewShare } from '@/lib/contracts/adjudication/review'
import { categoryWord, reviewedMistakes, scopeWord, severityWord, verdictWord } from '@/lib/wording/adjudication/review'
import { valueText } from '@/lib/wording/chart'
import { accuracyText, rangeText } from '@/lib/wording/models'
import { counted, wholeNumber } from '@/lib/wording/number'

const percent = (value: number) => valueText(value, 'percent', 1)
const verdictTone = { wrong: 'no', missing: 'yes', unclear: 'maybe' } as const
/** Also of values that are no longer offered. */
const wordOf = (words: Record<string, string>, key: string | number) => words[key] ?? String(key)

/** Summarizes in one paragraph what the sample implies for all mistakes. */
function Finding({ review, imageCount, accuracy }: ReviewResults) {
  if (!accuracy) return null
  const { missing, unclear } = review.verdicts
  const drawn = review.scope === 'any' ? 'images with labels' : scopeWord[review.scope].toLowerCase()
  return (
    <section aria-label="Corrected accuracy" className="mb-6 rounded-card border bg-card px-4 py-4">
      <h2 className="text-[13px] text-second">Corrected accuracy on {drawn}</h2>
      <p className="mt-0.5 font-semibold text-title tabular-nums">
        {accuracyText(accuracy.after, imageCount)}{' '}
        {accuracy.low !== null && accuracy.high !== null && (
          <span className="font-normal text-base text-second">
            {rangeText([accuracy.low, accuracy.high], imageCount)}
          </span>
        )}
      </p>
      <p className="mt-1 max-w-[72ch] text-pretty text-[13px]">
        Measured against the labels as they are, it is {accuracyText(accuracy.before, imageCount)}: wrong on{' '}
        {wholeNumber(review.poolSize)} of {wholeNumber(imageCount)}. Of {counted(review.done, 'mistake')} reviewed,{' '}
        {wholeNumber(missing)} {missing === 1 ? 'was' : 'were'} correct after all: a label was missing.{' '}
        {accuracy.low === null
          ? `All its mistakes were reviewed, so nothing is estimated. Unclear ones (${wholeNumber(unclear)}) count as wrong.`
          : `The corrected accuracy assumes the same share for all its mistakes. Unclear ones (${wholeNumber(unclear)}) count as wrong; the interval reflects only the sampling.`}
      </p>
    </section>
  )
}

const columnsOf = (slug: string, reviewId: number): Column<ReviewedImage>[] => [
  {
    key: 'picture',
    head: 'Image',
    cell: (image) => (
      <Link
        href={`/projects/${slug}/reviews/${reviewId}?position=${image.position}`}
        aria-label={`Review image ${image.position + 1} again`}
        className="flex w-fit rounded-[4px]"
      >
        <Thumbnail slug={slug} image={image} className="size-7 rounded-[4px]" />
      </Link>
    ),
  },
  { key: 'prediction', head: 'Prediction', cell: ({ predicted }) => predicted, className: 'max-w-52 truncate' },
  { key: 'labels', head: 'Labels', cell: ({ labels }) => labels.join(', '), className: 'max-w-60 truncate' },
  {
    key: 'verdict',
    head: 'Verdict',
    cell: ({ verdict }) => <Chip tone={verdictTone[verdict]}>{verdictWord[verdict]}</Chip>,
  },
  { key: 'category', head: 'Cause', cell: ({ category }) => wordOf(categoryWord, category) },
  { key: 'severity', head: 'Severity', cell: ({ severity }) => wordOf(severityWord, severity) },
  {
    key: 'note',
    head: 'Note',
    cell: ({ note }) => note,
    cellTitle: ({ note }) => note || undefined,
    className: 'max-w-60 truncate',
  },
  { key: 'by', head: 'By', cell: ({ by }) => by, className: 'max-w-40 truncate text-second' },
]

interface SharePlotProps {
  title: string
  note: string
  fileName: string
  shares: ReviewShare[]
  words: Record<string, string>
}

const SharePlot = ({ title, note, fileName, shares, words }: SharePlotProps) => (
  <ChartFrame
    title={title}
    note={note}
    fileName={fileName}
    columns={['', 'Images', 'Share', 'Low', 'High']}
    rows={shares.map(({ key, count, share, low, high }) => [
      ...[wordOf(words, key), count],
      ...[share, low, high].map((value) => (value === null ? null : percent(value))),
    ])}
  >
    <IntervalPlot
      rows={shares.map(({ key, count, share, low, high }) => ({
        ...{ label: wordOf(words, key), value: share, low, high },
        note: `${count}`,
      }))}
      valueLabel="Share"
      format="percent"
      domain={[0, 1]}
    />
  </ChartFrame>
)

interface ReviewResultsPageProps {
  slug: string
  results: ReviewResults
  isAdmin: boolean
}

export function ReviewResultsPage({ slug, results, isAdmin }: ReviewResultsPageProps) {
  const { review, images, accuracy } = results
  const shareNote = accuracy?.low === null ? 'Share of all mistakes.' : 'Share of reviewed images, with 95% intervals.'
  const wrongNote = 'Share of images that are truly wrong.'
  const plots = [
    { title: 'Verdicts', note: shareNote, file: 'verdicts', shares: results.verdicts, words: verdictWord },
    { title: 'Severity', note: wrongNote, file: 'severity', shares: results.severities, words: severityWord },
    { title: 'Cause', note: wrongNote, file: 'categories', shares: results.categories, words: categoryWord },
  ]
  return (
    <>
      <PageHeader
        title={`Mistakes of ${review.model}: results`}
        action={
          <>
            <LinkButton href={`/projects/${slug}/reviews`}>All reviews</LinkButton>
            {isAdmin && images.length > 0 && (
              <DownloadLink href={`/api/projects/${slug}/exports/review-csv?review=${review.id}`}>CSV</DownloadLink>
            )}
            {review.done < review.size && (
              <LinkButton tone="main" href={`/projects/${slug}/reviews/${review.id}`}>
                Continue reviewing
              </LinkButton>
            )}
          </>
        }
      >
        {wholeNumber(review.done)} of {counted(review.size, 'image')} reviewed, {reviewedMistakes(review)}:{' '}
        {scopeWord[review.scope].toLowerCase()}.
      </PageHeader>
      {results.verdicts.length === 0 ? (
        <EmptyCard icon={<ListChecks aria-hidden size={24} />} title="Nothing reviewed yet">
          Shares of truly wrong, missing and unclear appear here with intervals, by category and severity.
        </EmptyCard>
      ) : (
        <>
          <Finding {...results} />
          <div className="mb-6 grid grid-cols-[minmax(0,1fr)] gap-6 xl:grid-cols-2">
            {plots.map(
              ({ file, ...plot }) =>
                plot.shares.length > 0 && (
                  <SharePlot key={file} fileName={`${slug}-review-${review.id}-${file}`} {...plot} />
                ),
            )}
          </div>
          {images.length > 0 && (
            <DataTable
              label="Reviewed images"
              columns={columnsOf(slug, review.id)}
              rows={images}
              rowKey={({ imageId }) => imageId}
            />
          )}
        </>
      )}
    </>
  )
}

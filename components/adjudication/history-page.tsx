import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { Gavel } from '@/components/ui/generated/icons'
import { DownloadLink, Link, LinkButton } from '@/components/ui/link'
import { PageHeader } from '@/components/ui/page'
import type { AdjudicationEntry, AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { type HistoryView, historyAddress } from '@/lib/domain/adjudication/adjudication-view'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { storedReasonWord } from '@/lib/wording/adjudication/adjudication'
import { counted } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'
import { scoreText } from '@/lib/wording/share'
import { HistoryFilters } from './history-filters'

interface HistoryPageProps {
  slug: string
  view: HistoryView
  page: AdjudicationPage
  isAdmin: boolean
}

const statusText = ({ isUndone, isOvertaken }: AdjudicationEntry) =>
  isUndone ? 'Withdrawn' : isOvertaken ? 'Replaced' : 'In effect'

const columnsOf = (slug: string, isAdmin: boolean): Column<AdjudicationEntry>[] => [
  {
    key: 'picture',
    head: 'Image',
    cell: (entry) => (
      <Link
        href={`/projects/${slug}/${isAdmin ? 'images' : 'adjudication'}?image=${entry.imageId}`}
        aria-label={`Image ${entry.fileName}`}
        className="flex w-fit rounded-[4px]"
      >
        <Thumbnail slug={slug} image={entry} className="size-7 rounded-[4px]" />
      </Link>
    ),
  },
  { key: 'class', head: 'Class', cell: ({ name }) => name, className: 'max-w-52 truncate font-medium' },
  { key: 'first', head: 'First answer', cell: ({ firstAnswer }) => answerWord[firstAnswer], className: 'text-second' },
  {
    key: 'decision',
    head: 'Decision',
    cell: ({ answer, isUndone }) => (
      <Chip tone={answer} isStruck={isUndone}>
        {answerWord[answer]}
      </Chip>
    ),
  },
  {
    key: 'reason',
    head: 'Reason',
    cell: ({ reason, note }) => (
      <>
        {storedReasonWord(reason)}
        {note && <span className="text-second">: {note}</span>}
      </>
    ),
    cellTitle: ({ note }) => note || undefined,
    className: 'max-w-80 truncate',
  },
  numberColumn('score', 'Score at the time', ({ score }) => (score === null ? null : scoreText(score))),
  { key: 'by', head: 'By', cell: ({ by }) => by, className: 'max-w-40 truncate' },
  { key: 'when', head: 'Date', cell: ({ createdAt }) => <Moment at={createdAt} />, className: 'text-second' },
  { key: 'state', head: 'State', cell: statusText, className: 'text-second' },
]

export function HistoryPage({ slug, view, page, isAdmin }: HistoryPageProps) {
  const base = `/projects/${slug}/adjudication/history`
  return (
    <>
      <PageHeader
        title={projectPages.adjudicationHistory.title}
        action={
          isAdmin && (
            <DownloadLink
              href={`/api/projects/${slug}/exports/adjudications-csv${historyAddress.write({ ...view, page: 1 })}`}
            >
              CSV
            </DownloadLink>
          )
        }
      >
        {counted(page.total, 'decision')}. Decisions in effect determine their labels in the next aggregation, and with
        them the reassessed accuracy of models. Figures that compare raters, methods or models with golden answers
        exclude them.
      </PageHeader>
      <HistoryFilters slug={slug} view={view} experts={page.experts} />
      <DataTable
        label="Adjudications"
        columns={columnsOf(slug, isAdmin)}
        rows={page.entries}
        rowKey={({ id }) => id}
        page={page.page}
        pageCount={page.pageCount}
        addressOf={(change) => base + historyAddress.write({ ...view, page: change.page })}
        empty={{
          icon: <Gavel aria-hidden size={24} />,
          title: 'No decisions',
          action: <LinkButton href={`/projects/${slug}/adjudication`}>Open the queue</LinkButton>,
          children:
            'Decisions that experts make on the adjudication page appear here, with the first answer and the reason.',
        }}
      />
    </>
  )
}

import { Download, Gavel } from 'lucide-react'
import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { Pager } from '@/components/kit/pager'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { PageHeader } from '@/components/ui/page-header'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { AdjudicationEntry, AdjudicationPage } from '@/lib/contracts/adjudication/adjudication'
import { type HistoryView, historyAddress } from '@/lib/domain/adjudication/adjudication-history'
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
  isUndone ? 'Taken back' : isOvertaken ? 'Overtaken' : 'Stands'

export function HistoryPage({ slug, view, page, isAdmin }: HistoryPageProps) {
  const base = `/projects/${slug}/adjudication/history`
  const address = (number: number) => `${base}${historyAddress.write({ ...view, page: number })}`
  return (
    <>
      <PageHeader
        title="Adjudications"
        action={
          <>
            <LinkButton href={`/projects/${slug}/adjudication`}>Back to the queue</LinkButton>
            {isAdmin && (
              <a
                href={`/api/projects/${slug}/adjudications/export${historyAddress.write({ ...view, page: 1 })}`}
                download
                className="inline-flex h-9 items-center gap-2 rounded-control border bg-card px-3 font-medium text-[13px] hover:border-edge"
              >
                <Download aria-hidden size={16} />
                CSV
              </a>
            )}
          </>
        }
      >
        {counted(page.total, 'decision', 'decisions', 'en')}. What stands is golden in the next aggregation and stays
        out of every figure that judges raters, methods or models.
      </PageHeader>
      <HistoryFilters slug={slug} view={view} experts={page.experts} />
      {page.entries.length === 0 ? (
        <div className="rounded-card border bg-card">
          <EmptyState icon={<Gavel aria-hidden size={24} />} title="No decision here">
            Each pair that an expert decides at the adjudication desk stands here, with the first answer and the reason.
          </EmptyState>
        </div>
      ) : (
        <Table label="Adjudications">
          <TableHead>
            <tr>
              <HeadCell>Picture</HeadCell>
              <HeadCell>Class</HeadCell>
              <HeadCell>First answer</HeadCell>
              <HeadCell>Decision</HeadCell>
              <HeadCell>Reason</HeadCell>
              <HeadCell isNumber>Score then</HeadCell>
              <HeadCell>By</HeadCell>
              <HeadCell>When</HeadCell>
              <HeadCell>State</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {page.entries.map((entry) => (
              <TableRow key={entry.id}>
                <TableCell>
                  <Link
                    href={
                      isAdmin
                        ? `/projects/${slug}/images?image=${entry.imageId}`
                        : `/projects/${slug}/adjudication?image=${entry.imageId}`
                    }
                    aria-label={`Picture ${entry.fileName}`}
                    className="flex w-fit rounded-[4px]"
                  >
                    <Thumbnail slug={slug} image={entry} className="size-7 rounded-[4px]" />
                  </Link>
                </TableCell>
                <TableCell className="max-w-52 truncate font-medium">{entry.name}</TableCell>
                <TableCell className="text-second">{answerWord[entry.firstAnswer]}</TableCell>
                <TableCell>
                  <Chip tone={entry.answer} isStruck={entry.isUndone}>
                    {answerWord[entry.answer]}
                  </Chip>
                </TableCell>
                <TableCell className="max-w-80">
                  <span className="block truncate" title={entry.note || undefined}>
                    {storedReasonWord(entry.reason)}
                    {entry.note && <span className="text-second">: {entry.note}</span>}
                  </span>
                </TableCell>
                <TableCell isNumber>{entry.score === null ? '–' : scoreText(entry.score)}</TableCell>
                <TableCell className="max-w-40 truncate">{entry.by}</TableCell>
                <TableCell className="text-second">
                  <Moment at={entry.createdAt} />
                </TableCell>
                <TableCell className="whitespace-nowrap text-second">{statusText(entry)}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
      <Pager
        label="Pages of decisions"
        page={page.page}
        pageCount={page.pageCount}
        addressOf={address}
        className="mt-3"
      />
    </>
  )
}

import Link from 'next/link'
import { StandingMarks } from '@/components/quality/standing-marks'
import { Chip } from '@/components/ui/chip'
import { EmptyState } from '@/components/ui/empty-state'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { RaterSummary } from '@/lib/contracts/rater'
import { wholeNumber } from '@/lib/wording/number'
import { raterKindWord } from '@/lib/wording/rater'
import { AnswerShares } from './answer-shares'
import { Moment } from './moment'
import { SimulatedMark } from './simulated-mark'

export function RaterTable({ slug, raters }: { slug: string; raters: RaterSummary[] }) {
  if (raters.length === 0)
    return (
      <div className="rounded-card border bg-card">
        <EmptyState title="Nobody has rated yet">
          Make an invite link and send it to your raters. Each stands here once they open their first task.
        </EmptyState>
      </div>
    )
  const hasExternal = raters.some((rater) => rater.externalId !== null)
  return (
    <Table label="Raters">
      <TableHead>
        <tr>
          <HeadCell>Rater</HeadCell>
          <HeadCell>Kind</HeadCell>
          {hasExternal && <HeadCell>Id in the files</HeadCell>}
          <HeadCell isNumber>Tasks</HeadCell>
          <HeadCell>Votes</HeadCell>
          <HeadCell isNumber>Golden answers</HeadCell>
          <HeadCell isNumber>Median time</HeadCell>
          <HeadCell>Last active</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {raters.map((rater) => (
          <TableRow key={rater.id}>
            <TableCell className="whitespace-nowrap font-medium">
              <Link
                href={`/projects/${slug}/raters/${rater.id}`}
                prefetch={false}
                className="text-accent underline-offset-2 hover:underline"
              >
                Rater {rater.id}
              </Link>
            </TableCell>
            <TableCell>
              <span className="flex items-center gap-1.5">
                {rater.kind === 'simulated' ? (
                  <SimulatedMark>{raterKindWord.simulated}</SimulatedMark>
                ) : (
                  <Chip>{raterKindWord[rater.kind]}</Chip>
                )}
                {rater.isExpert && <Chip tone="accent">Expert</Chip>}
                <StandingMarks isPaused={rater.isPaused} isLeftOut={rater.isLeftOut} />
              </span>
            </TableCell>
            {hasExternal && <TableCell className="font-mono text-small">{rater.externalId ?? '–'}</TableCell>}
            <TableCell isNumber>{wholeNumber(rater.submitted, 'en')}</TableCell>
            <TableCell>
              <AnswerShares votes={rater.votes} />
            </TableCell>
            <TableCell isNumber>{wholeNumber(rater.goldenAnswers, 'en')}</TableCell>
            <TableCell isNumber className="whitespace-nowrap">
              {rater.medianSeconds === null ? '–' : `${rater.medianSeconds.toFixed(1)} s`}
            </TableCell>
            <TableCell>{rater.lastActivityAt ? <Moment at={rater.lastActivityAt} /> : '–'}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { QualityAlert } from '@/lib/contracts/quality'
import { figuresSentence, ruleSentence } from '@/lib/wording/quality'

export function SettledAlerts({ slug, alerts }: { slug: string; alerts: QualityAlert[] }) {
  return (
    <Table label="Settled alerts">
      <TableHead>
        <tr>
          <HeadCell>Rater</HeadCell>
          <HeadCell>What was seen</HeadCell>
          <HeadCell>Rule</HeadCell>
          <HeadCell>When</HeadCell>
          <HeadCell>Settled</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {alerts.map(({ id, raterId, rule, figures, hasPaused, createdAt, settledAt }) => (
          <TableRow key={id}>
            <TableCell className="whitespace-nowrap">
              <Link
                href={`/projects/${slug}/raters/${raterId}`}
                prefetch={false}
                className="text-accent underline-offset-2 hover:underline"
              >
                Rater {raterId}
              </Link>
            </TableCell>
            <TableCell className="min-w-64 py-1.5">
              {figuresSentence(rule, figures)}
              {hasPaused && ' Paused the rater.'}
            </TableCell>
            <TableCell className="min-w-64 py-1.5 text-second">{ruleSentence(rule)}</TableCell>
            <TableCell>
              <Moment at={createdAt} />
            </TableCell>
            <TableCell>{settledAt && <Moment at={settledAt} />}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

import Link from 'next/link'
import { Chip } from '@/components/ui/chip'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { ComparedRater, ReleaseComparison } from '@/lib/contracts/releases/release'
import { valueText } from '@/lib/wording/chart'
import { wholeNumber } from '@/lib/wording/number'

const stateChip = {
  new: <Chip tone="yes">new</Chip>,
  gone: <Chip tone="no">gone</Chip>,
  'left-out': <Chip tone="no">left out</Chip>,
  stays: null,
} satisfies Record<ComparedRater['state'], React.ReactNode>

const skillText = (skill: number | null) => (skill === null ? '–' : valueText(skill, 'number', 3))

/** Whose votes and parameters changed between two releases, the greatest change first. */
export function ComparedRaters({ slug, comparison }: { slug: string; comparison: ReleaseComparison }) {
  const { a, b, raters, skillMeaning } = comparison
  const hasSkill = skillMeaning !== null
  return (
    <Table label="Raters">
      <TableHead>
        <tr>
          <HeadCell>Rater</HeadCell>
          <HeadCell>
            <span className="sr-only">State</span>
          </HeadCell>
          <HeadCell isNumber>Votes in {a.version}</HeadCell>
          <HeadCell isNumber>Votes in {b.version}</HeadCell>
          {hasSkill && <HeadCell isNumber>Skill in {a.version}</HeadCell>}
          {hasSkill && <HeadCell isNumber>Skill in {b.version}</HeadCell>}
          <HeadCell isNumber>Votes on labels that differ</HeadCell>
          <HeadCell isNumber>Of them with {b.version}</HeadCell>
        </tr>
      </TableHead>
      <tbody>
        {raters.map((rater) => (
          <TableRow key={rater.rater}>
            <TableCell className="whitespace-nowrap font-medium">
              <Link
                href={`/projects/${slug}/raters/${rater.rater}`}
                className="text-accent underline-offset-2 hover:underline"
              >
                Rater {rater.rater}
              </Link>{' '}
              {rater.kind === 'simulated' && <span className="font-normal text-second">simulated</span>}
            </TableCell>
            <TableCell>{stateChip[rater.state]}</TableCell>
            <TableCell isNumber>{wholeNumber(rater.votesA, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(rater.votesB, 'en')}</TableCell>
            {hasSkill && <TableCell isNumber>{skillText(rater.skillA)}</TableCell>}
            {hasSkill && <TableCell isNumber>{skillText(rater.skillB)}</TableCell>}
            <TableCell isNumber>{wholeNumber(rater.changedVotes, 'en')}</TableCell>
            <TableCell isNumber>{wholeNumber(rater.changedVotesFor, 'en')}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  )
}

import { type Column, DataTable } from '@/components/kit/data-table'
import { RaterRowLink } from '@/components/kit/row-link'
import { Chip } from '@/components/ui/chip'
import type { ComparedRater, ReleaseComparison } from '@/lib/contracts/releases/release'
import { valueText } from '@/lib/wording/chart'

const stateChip = {
  new: <Chip tone="yes">new</Chip>,
  gone: <Chip tone="no">removed</Chip>,
  'left-out': <Chip tone="no">excluded</Chip>,
  stays: false,
} satisfies Record<ComparedRater['state'], React.ReactNode>

const skillText = (skill: number | null) => (skill === null ? null : valueText(skill, 'number', 3))

/** Raters whose votes or parameters differ between two releases, largest change first. */
export function ComparedRaters({ slug, comparison }: { slug: string; comparison: ReleaseComparison }) {
  const { a, b, raters, skillMeaning } = comparison
  const hasSkill = skillMeaning !== null
  const number = (key: string, head: string, cell: Column<ComparedRater>['cell']) => ({
    key,
    head,
    cell,
    isNumber: true,
  })
  const columns: (Column<ComparedRater> | false)[] = [
    {
      key: 'rater',
      head: 'Rater',
      cell: ({ rater, kind }) => (
        <>
          <RaterRowLink slug={slug} id={rater} />{' '}
          {kind === 'simulated' && <span className="font-normal text-second">simulated</span>}
        </>
      ),
    },
    { key: 'state', head: 'State', isHeadHidden: true, cell: ({ state }) => stateChip[state] },
    number('votes-a', `Votes in ${a.version}`, ({ votesA }) => votesA),
    number('votes-b', `Votes in ${b.version}`, ({ votesB }) => votesB),
    hasSkill && number('skill-a', `Skill in ${a.version}`, ({ skillA }) => skillText(skillA)),
    hasSkill && number('skill-b', `Skill in ${b.version}`, ({ skillB }) => skillText(skillB)),
    number('changed', 'Votes on labels that differ', ({ changedVotes }) => changedVotes),
    number('for', `In favor of ${b.version}`, ({ changedVotesFor }) => changedVotesFor),
  ]
  return <DataTable label="Raters" columns={columns} rows={raters} rowKey={({ rater }) => rater} />
}

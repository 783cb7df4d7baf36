import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { SimulatedMark } from '@/components/kit/simulated-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Experiment } from '@/lib/contracts/experiments'
import { armName, factorWord } from '@/lib/wording/experiments'
import { counted, wholeNumber } from '@/lib/wording/number'
import { NewExperimentButton } from './new-experiment-button'
import { StateChip } from './state-chip'

interface ExperimentListProps {
  slug: string
  experiments: Experiment[]
  hasSimulated: boolean
}

/** What is tried on the project's raters, the newest first. */
export function ExperimentList({ slug, experiments, hasSimulated }: ExperimentListProps) {
  const running = experiments.filter(({ state }) => state === 'running').length
  return (
    <>
      <PageHeader
        title="Experiments"
        action={
          <>
            {hasSimulated && experiments.length > 0 && <SimulatedMark />}
            {experiments.length > 0 && <NewExperimentButton slug={slug} />}
          </>
        }
      >
        {experiments.length === 0
          ? 'What changes how raters answer can be tried on them at random.'
          : `${counted(experiments.length, 'experiment', 'experiments', 'en')}, ${running === 0 ? 'none' : wholeNumber(running, 'en')} running.`}
      </PageHeader>
      {experiments.length === 0 ? (
        <div className="rounded-card border bg-card">
          <EmptyState title="Nothing has been tried yet" action={<NewExperimentButton slug={slug} />}>
            An experiment draws a condition at random for each task a rater gets, such as the order of names, and shows
            what it does to answers, time and agreement.
          </EmptyState>
        </div>
      ) : (
        <Table label="Experiments" className="[&_td]:py-1.5">
          <TableHead>
            <tr>
              <HeadCell>Experiment</HeadCell>
              <HeadCell>State</HeadCell>
              <HeadCell>Tries</HeadCell>
              <HeadCell isNumber>Tasks submitted</HeadCell>
              <HeadCell>Started</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {experiments.map((experiment) => (
              <TableRow key={experiment.id}>
                <TableCell className="min-w-40 font-medium">
                  <Link
                    href={`/projects/${slug}/experiments/${experiment.id}`}
                    prefetch={false}
                    className="text-accent underline-offset-2 hover:underline"
                  >
                    {experiment.name}
                  </Link>
                </TableCell>
                <TableCell>
                  <StateChip state={experiment.state} />
                </TableCell>
                <TableCell className="min-w-56">
                  {factorWord[experiment.factor].name}
                  <span className="block text-second text-small">
                    {experiment.arms.map(({ arm }) => armName(arm)).join(', ')}
                  </span>
                </TableCell>
                <TableCell isNumber>
                  {wholeNumber(
                    experiment.arms.reduce((sum, { submitted }) => sum + submitted, 0),
                    'en',
                  )}
                </TableCell>
                <TableCell>{experiment.startedAt ? <Moment at={experiment.startedAt} /> : '–'}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </>
  )
}

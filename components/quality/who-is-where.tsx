import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { Moment } from '@/components/kit/moment'
import { RaterRowLink } from '@/components/kit/row-link'
import { Section } from '@/components/kit/section'
import { Chip } from '@/components/ui/chip'
import type { Qualification, QualityRater } from '@/lib/contracts/quality'
import { qualificationSteps } from '@/lib/domain/rating/qualification-step'
import { counted, wholeNumber } from '@/lib/wording/number'
import { attemptResult, stepWord } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'

interface WhoIsWhereProps {
  slug: string
  raters: QualityRater[]
  qualification: Qualification
}

export function WhoIsWhere({ slug, raters, qualification }: WhoIsWhereProps) {
  const counts = qualificationSteps
    .map((step) => ({ step, count: raters.filter((rater) => rater.step === step).length }))
    .filter(({ count }) => count > 0)
  const tested = raters.filter(
    ({ trainingDone, attempts, step }) => trainingDone > 0 || attempts.length > 0 || step === 'passed',
  )
  return (
    <Section
      title="Qualification"
      note={`${counted(qualification.attempts, 'attempt', 'attempts', 'en')} at a test of ${counted(qualification.testTasks, 'task', 'tasks', 'en')}; pass mark ${percent(qualification.passMark)} on labels that apply and on labels that do not.`}
      action={
        <ul aria-label="Raters by qualification step" className="flex flex-wrap gap-1.5">
          {counts.map(({ step, count }) => (
            <li key={step}>
              <Chip>
                {stepWord[step]} {wholeNumber(count, 'en')}
              </Chip>
            </li>
          ))}
        </ul>
      }
    >
      {tested.length === 0 ? (
        <p className="text-second">No raters yet.</p>
      ) : (
        <DataTable
          label="Qualification of raters"
          columns={columnsOf(slug, qualification)}
          rows={tested}
          rowKey={({ id }) => id}
        />
      )}
    </Section>
  )
}

const columnsOf = (slug: string, { trainingTasks }: Qualification): Column<QualityRater>[] => [
  { key: 'rater', head: 'Rater', cell: ({ id }) => <RaterRowLink slug={slug} id={id} /> },
  { key: 'step', head: 'Step', cell: ({ step }) => stepWord[step] },
  numberColumn('training', 'Training', ({ trainingDone }) => `${trainingDone} of ${trainingTasks}`),
  {
    key: 'attempts',
    head: 'Attempts',
    cell: ({ attempts, step }) =>
      attempts.length === 0 ? (
        <span className="text-second">{step === 'passed' ? 'Test waived by an admin' : 'None yet'}</span>
      ) : (
        <Attempts attempts={attempts} />
      ),
  },
  { key: 'since', head: 'Since', cell: ({ stepSince }) => stepSince && <Moment at={stepSince} /> },
]

const Attempts = ({ attempts }: Pick<QualityRater, 'attempts'>) => (
  <ol className="flex flex-wrap gap-x-4 gap-y-1 py-1.5">
    {attempts.map(({ attempt, hasPassed, startedAt, finishedAt, ...scored }) => (
      <li key={attempt} className="flex items-center gap-1.5">
        <Chip tone={hasPassed ? 'yes' : hasPassed === false ? 'maybe' : 'plain'}>
          {finishedAt === null ? 'In progress' : `${hasPassed ? 'Passed' : 'Failed'}${attemptResult(scored)}`}
        </Chip>
        <span className="text-second text-small">
          <Moment at={finishedAt ?? startedAt} />
        </span>
      </li>
    ))}
  </ol>
)

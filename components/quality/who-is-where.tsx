import Link from 'next/link'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Chip } from '@/components/ui/chip'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Qualification, QualityRater } from '@/lib/contracts/quality'
import { qualificationSteps } from '@/lib/domain/rating/qualification-step'
import { counted, wholeNumber } from '@/lib/wording/number'
import { stepWord } from '@/lib/wording/quality'
import { percent } from '@/lib/wording/share'

interface WhoIsWhereProps {
  slug: string
  raters: QualityRater[]
  qualification: Qualification
}

/** How many raters stand where on the way to rating, and how their attempts at the test went, with times. */
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
      note={`${counted(qualification.attempts, 'attempt', 'attempts', 'en')} at a test of ${counted(qualification.testTasks, 'task', 'tasks', 'en')}; ${percent(qualification.passMark)} passes.`}
      action={
        <ul aria-label="Raters by stage" className="flex flex-wrap gap-1.5">
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
        <p className="text-second">Nobody has begun yet.</p>
      ) : (
        <Table label="Qualification of raters">
          <TableHead>
            <tr>
              <HeadCell>Rater</HeadCell>
              <HeadCell>Stage</HeadCell>
              <HeadCell isNumber>Training</HeadCell>
              <HeadCell>Attempts</HeadCell>
              <HeadCell>There since</HeadCell>
            </tr>
          </TableHead>
          <tbody>
            {tested.map((rater) => (
              <TableRow key={rater.id}>
                <TableCell className="whitespace-nowrap">
                  <Link
                    href={`/projects/${slug}/raters/${rater.id}`}
                    prefetch={false}
                    className="text-accent underline-offset-2 hover:underline"
                  >
                    Rater {rater.id}
                  </Link>
                </TableCell>
                <TableCell className="whitespace-nowrap">{stepWord[rater.step]}</TableCell>
                <TableCell isNumber className="whitespace-nowrap">
                  {rater.trainingDone} of {qualification.trainingTasks}
                </TableCell>
                <TableCell>
                  {rater.attempts.length === 0 ? (
                    <span className="text-second">{rater.step === 'passed' ? 'Let pass by an admin' : 'None yet'}</span>
                  ) : (
                    <ol className="flex flex-wrap gap-x-4 gap-y-1 py-1.5">
                      {rater.attempts.map((attempt) => (
                        <li key={attempt.attempt} className="flex items-center gap-1.5 whitespace-nowrap">
                          <Chip tone={attempt.hasPassed ? 'yes' : attempt.hasPassed === false ? 'maybe' : 'plain'}>
                            {attempt.finishedAt === null
                              ? 'Running'
                              : `${attempt.hasPassed ? 'Passed' : 'Failed'}${attempt.rightShare === null ? '' : ` with ${percent(attempt.rightShare)}`}`}
                          </Chip>
                          <span className="text-second text-small">
                            <Moment at={attempt.finishedAt ?? attempt.startedAt} />
                          </span>
                        </li>
                      ))}
                    </ol>
                  )}
                </TableCell>
                <TableCell>{rater.stepSince ? <Moment at={rater.stepSince} /> : '–'}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  )
}

import type { ReactNode } from 'react'
import { FigureText } from '@/components/kit/figure-text'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { valueText } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { skillNote } from '@/lib/wording/raters/rater'

export function SkillFigures({ rater }: { rater: RaterDetail }) {
  const { run, againstRun, againstGolden, golden, model, agreement, isExpert } = rater
  return (
    <section aria-label="Skill" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        <Figure
          name="Golden accuracy"
          explanation={
            isExpert
              ? 'Experts define the truth, so they are not measured against it.'
              : `${againstGolden ? `On ${counted(againstGolden.imageCount, 'image', 'images', 'en')}. ` : ''}${figureNote.goldenAccuracy}`
          }
        >
          {golden && <GoldenAccuracy raterId={rater.id} marks={golden} />}
        </Figure>
        <Figure name={run ? `Skill against run ${run.id}` : 'Skill against a run'} explanation={runExplanation(rater)}>
          {againstRun && <FigureText figure={againstRun.skill} />}
        </Figure>
        <Figure
          name={run ? `In the model of run ${run.id}` : 'In the model of a run'}
          explanation={
            model && model.skill !== null ? (model.skillMeaning ?? '') : 'This run has no skill estimate for the rater.'
          }
        >
          {model && model.skill !== null && valueText(model.skill, 'number', 3)}
        </Figure>
        <Figure
          name="Agreement with other raters"
          explanation={
            agreement ? figureNote.agreement : 'Appears once agreement is measured and the rater has votes to compare.'
          }
        >
          {agreement && <FigureText of={`agreement-of-rater-${rater.id}`} figure={agreement.rater.alphaOrdinal} />}
        </Figure>
      </dl>
      <p className="mt-4 border-t pt-3 text-pretty text-second text-small">{skillNote}</p>
    </section>
  )
}

function runExplanation({ run, againstRun }: RaterDetail): string {
  if (!run) return 'Appears once votes are aggregated.'
  if (!againstRun) return 'None of the rater’s votes has a score in this run.'
  const votes = counted(againstRun.answerCount, 'vote', 'votes', 'en')
  return `${votes} on ${counted(againstRun.imageCount, 'image', 'images', 'en')}, from the last ${wholeNumber(latestSubmissions, 'en')} submissions. The run used these votes too, so this is slightly optimistic.`
}

function Figure({ name, explanation, children }: { name: string; explanation: string; children: ReactNode }) {
  return (
    <div className="flex flex-col">
      <dt className="font-medium text-second text-small">{name}</dt>
      <dd className="mt-0.5 min-h-5 font-semibold text-question tabular-nums">
        {children || <span className="text-second">–</span>}
      </dd>
      <dd className="mt-1 text-pretty text-second text-small">{explanation}</dd>
    </div>
  )
}

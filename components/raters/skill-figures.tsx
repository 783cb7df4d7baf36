import type { ReactNode } from 'react'
import { FigureText } from '@/components/kit/figure-text'
import type { RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { valueText } from '@/lib/wording/chart'
import { counted } from '@/lib/wording/number'
import { skillNote } from '@/lib/wording/raters/rater'

/** How good the rater's answers are, by each of the truths there are. */
export function SkillFigures({ rater }: { rater: RaterDetail }) {
  const { run, againstRun, againstGolden, model, agreement, isExpert } = rater
  return (
    <section aria-label="Skill" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        <Figure
          name={run ? `Skill against run ${run.id}` : 'Skill against a run'}
          explanation={
            againstRun
              ? `${counted(againstRun.answerCount, 'vote', 'votes', 'en')} on ${counted(againstRun.imageCount, 'image', 'images', 'en')}. The run has seen these votes too, which flatters a little.`
              : run
                ? 'None of the rater’s votes has a score in this run.'
                : 'Stands here once votes are aggregated.'
          }
        >
          {againstRun && <FigureText figure={againstRun.skill} />}
        </Figure>
        <Figure
          name="Skill on golden answers"
          explanation={
            againstGolden
              ? `${counted(againstGolden.answerCount, 'answer', 'answers', 'en')} to golden pairs on ${counted(againstGolden.imageCount, 'image', 'images', 'en')}, in golden tasks and in ordinary ones, held against what most experts say.`
              : isExpert
                ? 'Experts make the golden truth, so they are not measured by it.'
                : 'This rater has answered no pair that an expert has answered too.'
          }
        >
          {againstGolden && <FigureText figure={againstGolden.skill} />}
        </Figure>
        <Figure
          name={run ? `In the model of run ${run.id}` : 'In a run’s model'}
          explanation={
            model && model.skill !== null
              ? (model.skillMeaning ?? '')
              : 'This run keeps no number of the rater’s skill.'
          }
        >
          {model && model.skill !== null && valueText(model.skill, 'number', 3)}
        </Figure>
        <Figure
          name="Agreement with other raters"
          explanation={
            agreement
              ? 'Krippendorff’s alpha, ordinal, of the pairs of votes that hold one of this rater.'
              : 'Stands here once agreement is measured and the rater has votes to compare.'
          }
        >
          {agreement && <FigureText figure={agreement.rater.alphaOrdinal} />}
        </Figure>
      </dl>
      <p className="mt-4 border-t pt-3 text-pretty text-second text-small">{skillNote}</p>
    </section>
  )
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

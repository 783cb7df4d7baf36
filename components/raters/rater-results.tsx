import { ConfusionMatrix } from '@/components/charts/confusion-matrix'
import { ExplainedFigure, FigureText } from '@/components/kit/figure-text'
import { GoldenAccuracy } from '@/components/kit/golden-marks'
import type { Judgement, RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace'
import { answers } from '@/lib/domain/rating/answer'
import { valueText } from '@/lib/wording/chart'
import { figureNote } from '@/lib/wording/figure-notes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { skillNote } from '@/lib/wording/raters/rater'
import { answerWord } from '@/lib/wording/rating'

export function SkillFigures({ rater }: { rater: RaterDetail }) {
  const { run, againstRun, againstGolden, golden, model, agreement, isExpert } = rater
  return (
    <section aria-label="Skill" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        <ExplainedFigure
          name="Golden accuracy"
          explanation={
            isExpert
              ? 'Experts define the truth, so they are not measured against it.'
              : `${againstGolden ? `On ${counted(againstGolden.imageCount, 'image')}. ` : ''}${figureNote.goldenAccuracy}`
          }
        >
          {golden && <GoldenAccuracy raterId={rater.id} marks={golden} />}
        </ExplainedFigure>
        <ExplainedFigure
          name={run ? `Skill against run ${run.id}` : 'Skill against a run'}
          explanation={runExplanation(rater)}
        >
          {againstRun && <FigureText figure={againstRun.skill} format="percent" decimals={0} />}
        </ExplainedFigure>
        <ExplainedFigure
          name={run ? `In the model of run ${run.id}` : 'In the model of a run'}
          explanation={modelExplanation(rater)}
        >
          {model && model.skill !== null && valueText(model.skill, 'number', 3)}
        </ExplainedFigure>
        <ExplainedFigure
          name="Agreement with other raters"
          explanation={
            agreement ? figureNote.agreement : 'Appears once agreement is measured and the rater has votes to compare.'
          }
        >
          {agreement && <FigureText of={`agreement-of-rater-${rater.id}`} figure={agreement.rater.alphaOrdinal} />}
        </ExplainedFigure>
      </dl>
      <p className="mt-4 border-t pt-3 text-pretty text-second text-small">{skillNote}</p>
    </section>
  )
}

const noRun = 'Appears once votes are aggregated.'

function modelExplanation({ run, model }: RaterDetail): string {
  if (!run) return noRun
  return model && model.skill !== null ? (model.skillMeaning ?? '') : 'This run has no skill estimate for the rater.'
}

function runExplanation({ run, againstRun, model }: RaterDetail): string {
  if (!run) return noRun
  if (!againstRun) return 'None of the rater’s votes has a score in this run.'
  const votes = counted(againstRun.answerCount, 'vote')
  const compared = `${votes} on ${counted(againstRun.imageCount, 'image')}, from the last ${wholeNumber(latestSubmissions)} submissions.`
  // A run that estimates nothing about the rater may not have used the rater's votes, for example if the rater was excluded.
  return model ? `${compared} The run used these votes too, so this is slightly optimistic.` : compared
}

const truths = ['applies', 'does not apply']
const columns = answers.map((answer) => ({ label: answerWord[answer], tone: answer }))

/** Models may have other answers than raters. */
const answerColumn = (name: string) => columns.find(({ tone }) => tone === name) ?? { label: name }

const wholeCounts = ({ counts }: Pick<Judgement, 'counts'>) => counts.map((row) => row.map(Math.round))

export function AnswerMatrices({ rater }: { rater: RaterDetail }) {
  const { run, againstRun, againstGolden, model } = rater
  return (
    <div className="grid gap-x-8 gap-y-7 grid-cols-[repeat(auto-fill,minmax(min(100%,360px),1fr))]">
      {run && againstRun && (
        <ConfusionMatrix
          title={`Against run ${run.id}`}
          note={`Each vote of the last ${wholeNumber(latestSubmissions)} submissions counts in both rows, weighted by the score of the label.`}
          truths={truths}
          answers={columns}
          counts={wholeCounts(againstRun)}
          rowsLabel="Label"
        />
      )}
      {againstGolden && (
        <ConfusionMatrix
          title="Against golden answers"
          note="A label applies if more than half of the experts say yes."
          truths={truths}
          answers={columns}
          counts={wholeCounts(againstGolden)}
          rowsLabel="Label"
        />
      )}
      {run && model?.probability && (
        <ConfusionMatrix
          isShare
          title={`In the model of run ${run.id}`}
          note={
            model.goldenAnswerCount > 0
              ? `What it expects, given ${counted(model.goldenAnswerCount, 'golden answer')}.`
              : 'What it expects, without golden answers.'
          }
          // The class in which labels hold comes first.
          truths={model.classes.toReversed()}
          answers={model.answers.map(answerColumn)}
          counts={model.probability.toReversed()}
        />
      )}
    </div>
  )
}

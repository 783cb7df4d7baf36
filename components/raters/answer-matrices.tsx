import { ConfusionMatrix } from '@/components/charts/confusion-matrix'
import type { Judgement, RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { answers } from '@/lib/domain/rating/answer'
import { counted, wholeNumber } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'
import { ModelMatrix } from './model-matrix'

const truths = ['applies', 'does not apply']
const columns = answers.map((answer) => ({ label: answerWord[answer], tone: answer }))

const wholeCounts = ({ counts }: Pick<Judgement, 'counts'>) => counts.map((row) => row.map(Math.round))

export function AnswerMatrices({ rater }: { rater: RaterDetail }) {
  const { run, againstRun, againstGolden, model } = rater
  return (
    <div className="grid gap-x-8 gap-y-7 grid-cols-[repeat(auto-fill,minmax(min(100%,360px),1fr))]">
      {run && againstRun && (
        <ConfusionMatrix
          title={`Against run ${run.id}`}
          note={`Each vote of the last ${wholeNumber(latestSubmissions, 'en')} submissions counts in both rows, weighted by the score of the label.`}
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
        <ModelMatrix
          title={`In the model of run ${run.id}`}
          note={
            model.goldenAnswerCount > 0
              ? `What it expects, given ${counted(model.goldenAnswerCount, 'golden answer', 'golden answers', 'en')}.`
              : 'What it expects, without golden answers.'
          }
          classes={model.classes}
          answers={model.answers}
          probability={model.probability}
        />
      )}
    </div>
  )
}

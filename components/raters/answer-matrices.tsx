import { ConfusionMatrix } from '@/components/charts/confusion-matrix'
import type { Judgement, RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { answers } from '@/lib/domain/rating/answer'
import { counted, wholeNumber } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'

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

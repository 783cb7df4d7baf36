import { ConfusionMatrix } from '@/components/charts/confusion-matrix'
import { Table } from '@/components/ui/table'
import type { Judgement, RaterDetail } from '@/lib/contracts/raters/rater-detail'
import { latestSubmissions } from '@/lib/domain/raters/pace-windows'
import { answers } from '@/lib/domain/rating/answer'
import { counted, wholeNumber } from '@/lib/wording/number'
import { answerWord } from '@/lib/wording/rating'
import { percent } from '@/lib/wording/share'

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

interface ModelMatrixProps {
  title: string
  note: string
  classes: string[]
  answers: string[]
  /** P(answer | hidden class), one row per class. */
  probability: number[][]
}

const words: Record<string, string | undefined> = answerWord
const colours: Record<string, string | undefined> = { no: 'var(--no)', maybe: 'var(--maybe)', yes: 'var(--yes)' }
/** Strongest background, in percent, on which text keeps its contrast. */
const darkest = 38

/** Answer probabilities of the rater in the run's model. The class in which labels hold comes first. */
function ModelMatrix({ title, note, classes, answers, probability }: ModelMatrixProps) {
  const rows = classes.map((name, index) => ({ name, chances: probability[index]! })).reverse()
  return (
    <figure>
      <figcaption className="mb-2">
        <span className="font-semibold">{title}</span>
        <span className="block text-second">{note}</span>
      </figcaption>
      <Table label={title}>
        <thead>
          <tr>
            <th scope="col">Truth</th>
            {answers.map((answer) => (
              <th key={answer} scope="col" className="text-center">
                {words[answer] ?? answer}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, chances }) => (
            <tr key={name} className="hover:bg-card">
              <th scope="row" className="h-12 whitespace-nowrap">
                {name}
              </th>
              {answers.map((answer, column) => (
                <td
                  key={answer}
                  style={{
                    background: `color-mix(in srgb, ${colours[answer] ?? 'var(--accent)'} ${Math.round(chances[column]! * darkest)}%, var(--card))`,
                  }}
                  className="h-12 min-w-16 border-l px-2 text-center font-medium tabular-nums"
                >
                  {percent(chances[column]!)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </figure>
  )
}

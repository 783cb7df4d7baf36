import { FigureText } from '@/components/kit/figure-text'
import type { AgreementAcrossRaters, AgreementFigures } from '@/lib/contracts/agreement'
import { agreementMeasures } from '@/lib/domain/agreement/agreement-view'
import { acrossRatersNote, acrossRatersText, agreementWord } from '@/lib/wording/agreement'

interface OverallFiguresProps {
  overall: AgreementFigures
  acrossRaters: AgreementAcrossRaters | null
  voteCount: number
}

/** The four measures over all counted votes, each with its interval and interpretation. */
export function OverallFigures({ overall, acrossRaters, voteCount }: OverallFiguresProps) {
  return (
    <section aria-label="All votes" className="rounded-card border bg-card px-4 py-4 desk:px-5">
      <dl className="grid gap-x-8 gap-y-5 sm:grid-cols-2 xl:grid-cols-4">
        {agreementMeasures.map((measure) => (
          <div key={measure} className="flex flex-col">
            <dt className="font-medium text-second text-small">{agreementWord[measure].name}</dt>
            <dd className="mt-0.5 font-semibold text-question">
              <FigureText
                of={measure === 'alphaOrdinal' ? `agreement-on-${voteCount}-votes` : undefined}
                figure={overall[measure]}
                format={agreementWord[measure].format}
              />
            </dd>
            {acrossRaters?.[measure] && (
              <dd className="text-second text-small tabular-nums">
                {acrossRatersText(acrossRaters[measure], agreementWord[measure].format)}
              </dd>
            )}
            <dd className="mt-1 text-pretty text-second text-small">{agreementWord[measure].explanation}</dd>
          </div>
        ))}
      </dl>
      {acrossRaters && (
        <p className="mt-4 max-w-[90ch] text-second text-small">{acrossRatersNote(acrossRaters.raterCount)}</p>
      )}
    </section>
  )
}

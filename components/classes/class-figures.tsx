import type { ReactNode } from 'react'
import { FigureText } from '@/components/kit/figure-text'
import type { ClassFacts } from '@/lib/contracts/classes/class'
import { wholeNumber } from '@/lib/wording/number'
import { ShareText } from './share-text'

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 border-line border-b py-1 last:border-b-0">
      <dt className="text-second">{name}</dt>
      <dd className="text-right tabular-nums">{children}</dd>
    </div>
  )
}

export function ClassFigureList({ facts: { figures, shares, agreement } }: { facts: ClassFacts }) {
  if (!figures || !shares) return <p className="text-second">Statistics appear here once you have aggregated votes.</p>
  const number = (value: number) => wholeNumber(value, 'en')
  const { noCount, maybeCount, yesCount } = figures
  return (
    <dl className="text-[13px]">
      <Row name="Images with this original label">{number(figures.originalCount)}</Row>
      <Row name="Rated images that keep it">{number(figures.keptCount)}</Row>
      <Row name="Original label dropped">
        <ShareText of={shares.lost} hasCount />
      </Row>
      <Row name="Label set changed">
        <ShareText of={shares.changed} hasCount />
      </Row>
      <Row name="Added to other images">
        <ShareText of={shares.gained} hasCount />
      </Row>
      <Row name="Agreement (alpha, ordinal)">
        {agreement ? <FigureText figure={agreement.alphaOrdinal} /> : 'not measured'}
      </Row>
      <Row name="Votes alike">
        {agreement ? <FigureText figure={agreement.rawAgreement} format="percent" /> : 'not measured'}
      </Row>
      <Row name="Votes: no, maybe, yes">
        {number(noCount)}, {number(maybeCount)}, {number(yesCount)}
      </Row>
      <Row name="Model precision for this class">
        <ShareText of={shares.models} hasCount />
      </Row>
    </dl>
  )
}

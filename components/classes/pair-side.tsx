import Link from 'next/link'
import { FigureText } from '@/components/agreement/figure-text'
import type { ClassFacts } from '@/lib/contracts/class'
import { counted } from '@/lib/wording/number'
import { ClassIdentity } from './class-identity'

/** One of two classes: what it is, and how it comes out. */
export function PairSide({ slug, facts }: { slug: string; facts: ClassFacts }) {
  const { figures, agreement } = facts
  return (
    <section aria-label={facts.name} className="min-w-0 rounded-card border bg-card px-4 py-3.5">
      <h2 className="mb-1 font-semibold text-question">
        <Link href={`/projects/${slug}/classes/${facts.index}`} className="hover:underline">
          {facts.name}
        </Link>
      </h2>
      <ClassIdentity facts={facts} />
      <p className="mt-2 border-line border-t pt-2 text-second text-small tabular-nums">
        {figures
          ? `Kept on ${counted(figures.keptCount, 'image', 'images', 'en')}, ${counted(figures.originalCount, 'original label', 'original labels', 'en')}. `
          : 'Not counted yet. '}
        {agreement && (
          <>
            Agreement <FigureText figure={agreement.alphaOrdinal} />
          </>
        )}
      </p>
    </section>
  )
}

import { FigureText } from '@/components/kit/figure-text'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Link } from '@/components/ui/link'
import type { ClassFacts, ClassPicture } from '@/lib/contracts/classes/class'
import { counted } from '@/lib/wording/number'
import { ClassIdentity } from './class-identity'

interface PairSideProps {
  slug: string
  facts: ClassFacts
  pictures: ClassPicture[]
}

export function PairSide({ slug, facts, pictures }: PairSideProps) {
  const { figures, agreement } = facts
  return (
    <section aria-label={facts.name} className="min-w-0 rounded-card border bg-card px-4 py-3.5">
      <h2 className="mb-1 font-semibold text-question">
        <Link href={`/projects/${slug}/classes/${facts.index}`} className="hover:underline">
          {facts.name}
        </Link>
      </h2>
      <ClassIdentity facts={facts} />
      {pictures.length > 0 && (
        <ul aria-label={`Examples of ${facts.name}`} className="mt-2.5 grid grid-cols-6 gap-1">
          {pictures.map((picture) => (
            <li key={picture.contentHash}>
              <Thumbnail slug={slug} image={picture} className="w-full rounded-[5px]" />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-2 border-line border-t pt-2 text-second text-small tabular-nums">
        {figures
          ? `Kept on ${counted(figures.keptCount, 'image', 'images', 'en')}, ${counted(figures.originalCount, 'original label', 'original labels', 'en')}. `
          : 'Not computed yet. '}
        {agreement && (
          <>
            Agreement <FigureText figure={agreement.alphaOrdinal} />
          </>
        )}
      </p>
    </section>
  )
}

import { FigureText } from '@/components/kit/figure-text'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Link, LinkButton } from '@/components/ui/link'
import type { ClassDecision, ClassFacts, ConfusedPair, ShareEstimate } from '@/lib/contracts/classes/class'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { imageAddress } from '@/lib/domain/images/image-filter'
import { decisionText } from '@/lib/wording/classes'
import { wholeNumber } from '@/lib/wording/number'
import { ClassNoteForm, EditClassButton, RemoveClassButton } from './class-actions'
import { ClassIdentity } from './class-identity'
import { ClassStatisticsHeader, type ClassStatisticsPage } from './class-statistics-header'
import { ImageStrip } from './image-strip'
import { ClassPairTable } from './pair-table'
import { ShareText } from './share-text'

interface ClassPageProps extends ClassStatisticsPage {
  facts: ClassFacts
  decisions: ClassDecision[]
  confusions: ConfusedPair[]
  images: { confirmed: ProjectImage[]; lost: ProjectImage[]; gained: ProjectImage[] }
}

export function ClassPage(props: ClassPageProps) {
  const { slug, facts, decisions, confusions, images, runId } = props
  const { figures, index, name } = facts
  const allHref = (classAs: 'confirmed' | 'lost' | 'gained') =>
    `/projects/${slug}/images${imageAddress.write({ run: runId, classIndex: index, classAs, isRated: true })}`
  return (
    <>
      <ClassStatisticsHeader
        page={props}
        title={name}
        action={
          <>
            <EditClassButton slug={slug} facts={facts} />
            <RemoveClassButton slug={slug} classId={facts.id} name={name} />
            <LinkButton href={`/projects/${slug}/classes`}>All classes</LinkButton>
          </>
        }
      />
      <div className="grid gap-x-12 gap-y-6 desk:grid-cols-2">
        <div className="min-w-0">
          <ClassIdentity facts={{ ...facts, note: null }} />
          <ClassNoteForm slug={slug} classId={facts.id} name={name} note={facts.note} />
        </div>
        <ClassFigureList facts={facts} />
      </div>
      <Section title="Decisions" note="Decisions about this class and another one. Raters see them.">
        {decisions.length === 0 ? (
          <p className="text-second">
            No decisions yet. To make one, open a{' '}
            <Link href={`/projects/${slug}/classes/pairs`} className="text-accent underline">
              class pair
            </Link>
            .
          </p>
        ) : (
          <ul aria-label="Decisions" className="flex flex-col divide-y rounded-card border bg-card">
            {decisions.map(({ other, decision, note, changedAt, author }) => (
              <li key={other.index} className="px-4 py-2.5">
                <Link
                  href={`/projects/${slug}/classes/pairs/${index}/${other.index}`}
                  className="font-medium hover:underline"
                >
                  {decisionText[decision](name, other.name)}
                </Link>
                {note && <p className="whitespace-pre-line text-second">{note}</p>}
                <p className="text-second text-small">
                  {author ?? 'Command line'}, <Moment at={changedAt} />
                </p>
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section
        title="Confused or kept together"
        note="Classes that raters, original labels or models confuse with this one, most images first; then classes that are only kept on the same images."
      >
        {confusions.length > 0 ? (
          <ClassPairTable
            slug={slug}
            label={`Classes confused or kept together with ${name}`}
            rows={confusions}
            by="any"
            isOfOne
          />
        ) : (
          <p className="text-second">
            {runId === null
              ? 'No votes have been aggregated yet.'
              : 'This class is neither confused nor kept together with any other.'}
          </p>
        )}
      </Section>
      <ImageStrip
        slug={slug}
        title="Original label kept"
        images={images.confirmed}
        total={figures?.confirmedCount ?? images.confirmed.length}
        href={allHref('confirmed')}
        empty="No rated image keeps this original label."
      />
      <ImageStrip
        slug={slug}
        title="Original label dropped"
        note="Closest to being kept first."
        images={images.lost}
        total={figures ? figures.ratedCount - figures.confirmedCount : images.lost.length}
        href={allHref('lost')}
        empty="No rated image dropped this label."
      />
      <ImageStrip
        slug={slug}
        title="Added to other images"
        images={images.gained}
        total={figures ? figures.keptCount - figures.confirmedCount : images.gained.length}
        href={allHref('gained')}
        empty="This label was not added to any other image."
      />
    </>
  )
}

function ClassFigureList({ facts: { figures, shares, agreement } }: { facts: ClassFacts }) {
  // The header says why there are none.
  if (!figures || !shares) return null
  const { noCount, maybeCount, yesCount } = figures
  const share = (of: ShareEstimate) => <ShareText of={of} hasCount />
  const rows = [
    { name: 'Images with this original label', figure: wholeNumber(figures.originalCount) },
    { name: 'Rated images with this original label', figure: wholeNumber(figures.ratedCount) },
    { name: 'Rated images that keep it, whatever the original label', figure: wholeNumber(figures.keptCount) },
    { name: 'Original label dropped', figure: share(shares.lost) },
    { name: 'Label set changed', figure: share(shares.changed) },
    { name: 'Added to other images', figure: share(shares.gained) },
    { name: 'Agreement (alpha, ordinal)', figure: agreement && <FigureText figure={agreement.alphaOrdinal} /> },
    { name: 'Raw agreement', figure: agreement && <FigureText figure={agreement.rawAgreement} format="percent" /> },
    {
      name: 'Votes: no, maybe, yes',
      figure: [noCount, maybeCount, yesCount].map((count) => wholeNumber(count)).join(', '),
    },
    { name: 'Model precision for this class', figure: share(shares.models) },
  ]
  return (
    <dl className="text-[13px]">
      {rows.map(({ name, figure }) => (
        <div
          key={name}
          className="flex min-h-9 items-center justify-between gap-4 border-line border-b py-1 last:border-b-0"
        >
          <dt className="text-second">{name}</dt>
          <dd className="text-right tabular-nums">{figure ?? 'not measured'}</dd>
        </div>
      ))}
    </dl>
  )
}

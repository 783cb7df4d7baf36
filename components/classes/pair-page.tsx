import { ConfusionMatrix } from '@/components/charts/confusion-matrix'
import { type Column, DataTable, numberColumn } from '@/components/kit/data-table'
import { FigureText } from '@/components/kit/figure-text'
import { Moment } from '@/components/kit/moment'
import { Section } from '@/components/kit/section'
import { Thumbnail } from '@/components/kit/thumbnail'
import { Link, LinkButton } from '@/components/ui/link'
import type { AgreementFigures } from '@/lib/contracts/agreement'
import type { ClassFacts, ClassPicture, ConfusedPair, DecidedPair } from '@/lib/contracts/classes/class'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { capitalized } from '@/lib/domain/capitalized'
import { answers } from '@/lib/domain/rating/answer'
import { confuserMeaning, confuserWord, decisionText } from '@/lib/wording/classes'
import { counted, wholeNumber } from '@/lib/wording/number'
import { ClassIdentity } from './class-identity'
import { ClassStatisticsHeader, type ClassStatisticsPage } from './class-statistics-header'
import { type Decision, DecisionForm } from './decision-form'
import { ImageStrip } from './image-strip'
import { ShareText } from './share-text'

type ImageSet = 'divided' | 'firstLost' | 'secondLost' | 'firstNamed' | 'secondNamed' | 'together'

interface PairPageProps extends ClassStatisticsPage {
  first: ClassFacts
  second: ClassFacts
  pictures: Record<'first' | 'second', ClassPicture[]>
  confusion: ConfusedPair | null
  voting: {
    matrix: number[][]
    agreement: Record<'first' | 'second' | 'both', AgreementFigures | null>
    dividedCount: number
  }
  images: Record<ImageSet, ProjectImage[]>
  decided: DecidedPair | null
  history: PastDecision[]
}

const agreementColumns: Column<{ name: string; figures: AgreementFigures | null }>[] = [
  { key: 'of', head: 'Agreement on images with both', cell: ({ name }) => name },
  numberColumn('alpha', 'Alpha', ({ figures }) => figures && <FigureText figure={figures.alphaOrdinal} />),
  numberColumn(
    'alike',
    'Same answer',
    ({ figures }) => figures && <FigureText figure={figures.rawAgreement} format="percent" />,
  ),
  numberColumn('votes', 'Votes', ({ figures }) => figures?.voteCount),
]

export function PairPage(props: PairPageProps) {
  const { slug, runId, first, second, pictures, confusion, voting, images, decided, history } = props
  const [one, other] = [first.name, second.name]
  const counts = confusion?.counts
  const answered = voting.matrix.flat().reduce((sum, count) => sum + count, 0)
  const sets: { set: ImageSet; title: string; note?: string; total: number | undefined }[] = [
    {
      set: 'divided',
      title: 'Raters disagree',
      note: `One rater answered yes to ${one} but not to ${other}, another the reverse.`,
      total: voting.dividedCount,
    },
    { set: 'firstLost', title: `Original ${one}, kept ${other}`, total: counts?.firstLostCount },
    { set: 'secondLost', title: `Original ${other}, kept ${one}`, total: counts?.secondLostCount },
    { set: 'firstNamed', title: `A model predicts ${one}, kept ${other}`, total: counts?.firstNamedCount },
    { set: 'secondNamed', title: `A model predicts ${other}, kept ${one}`, total: counts?.secondNamedCount },
    { set: 'together', title: 'Both kept', total: counts?.togetherCount },
  ]
  const withTotals = sets.map((one) => ({ ...one, total: one.total ?? images[one.set].length }))
  const shownSets = withTotals.filter(({ set }) => images[set].length > 0)
  const emptySets = withTotals.filter(({ set }) => images[set].length === 0)
  return (
    <>
      <ClassStatisticsHeader
        page={props}
        title={`${one} and ${other}`}
        action={<LinkButton href={`/projects/${slug}/classes/pairs`}>All class pairs</LinkButton>}
      />
      <div className="grid gap-x-6 gap-y-4 desk:grid-cols-2">
        <PairSide slug={slug} facts={first} pictures={pictures.first} />
        <PairSide slug={slug} facts={second} pictures={pictures.second} />
      </div>
      <div className="mt-8 grid items-start gap-x-12 gap-y-8 desk:grid-cols-2">
        <div className="min-w-0">
          <DecisionForm slug={slug} first={first} second={second} decided={decided} />
          <DecisionHistory first={one} second={other} history={history} />
        </div>
        <div className="min-w-0">
          <h2 className="mb-2 font-semibold text-question">Confusions</h2>
          {confusion ? (
            <PairShares confusion={confusion} />
          ) : (
            <p className="text-second">
              {runId === null
                ? 'No votes have been aggregated yet.'
                : 'These two are not confused, and no image keeps both.'}
            </p>
          )}
        </div>
      </div>
      <Section
        title="Rater answers"
        note={
          answered > 0
            ? `${counted(answered, 'time')} a rater answered about both on one image.`
            : 'No rater has answered about both on one image yet.'
        }
      >
        {answered > 0 && (
          <div className="grid items-start gap-x-12 gap-y-6 desk:grid-cols-2">
            <ConfusionMatrix
              title="Answers to both"
              truths={answers.map(capitalized)}
              answers={answers.map((answer) => ({ label: capitalized(answer), tone: answer }))}
              counts={voting.matrix}
              rowsLabel={one}
              columnsLabel={other}
            />
            <DataTable
              label="Agreement"
              columns={agreementColumns}
              rows={[
                { name: one, figures: voting.agreement.first },
                { name: other, figures: voting.agreement.second },
                { name: 'Both', figures: voting.agreement.both },
              ]}
              rowKey={({ name }) => name}
            />
          </div>
        )}
      </Section>
      <Section title="Images" note="Images where the two are confused or both kept.">
        <div className="-mt-4">
          {shownSets.map(({ set, ...rest }) => (
            <ImageStrip key={set} slug={slug} images={images[set]} {...rest} empty="" />
          ))}
          {emptySets.length > 0 && (
            <p className="mt-7 text-second">
              No images: {emptySets.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1)).join('; ')}.
            </p>
          )}
        </div>
      </Section>
    </>
  )
}

const measures = ['raters', 'originals', 'models', 'together'] as const

function PairShares({ confusion: { shares, counts } }: { confusion: ConfusedPair }) {
  return (
    <dl className="flex flex-col divide-y">
      {measures.map((measure) => (
        <div key={measure} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 py-2">
          <dt className="font-medium">{confuserWord[measure]}</dt>
          <dd className="text-right">
            <ShareText of={shares[measure]} hasCount />
          </dd>
          <dd className="col-span-2 text-pretty text-second text-small">{confuserMeaning[measure]}</dd>
        </div>
      ))}
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 py-2">
        <dt className="font-medium">Images with any confusion</dt>
        <dd className="text-right tabular-nums">{wholeNumber(counts.confusedCount)}</dd>
      </div>
    </dl>
  )
}

interface PastDecision {
  at: string
  author: string | null
  after: Decision | null
}

function DecisionHistory({ first, second, history }: { first: string; second: string; history: PastDecision[] }) {
  if (history.length === 0) return null
  return (
    <ol aria-label="Decision history" className="mt-3 flex flex-col gap-1.5 px-1 text-small">
      {history.map(({ at, author, after }) => (
        <li key={at} className="text-second">
          <span className="text-text">
            {after ? decisionText[after.decision](first, second) : 'Decision withdrawn'}
          </span>
          {after?.note && <> (“{after.note}”)</>}, {author ?? 'command line'}, <Moment at={at} />
        </li>
      ))}
    </ol>
  )
}

function PairSide({ slug, facts, pictures }: { slug: string; facts: ClassFacts; pictures: ClassPicture[] }) {
  const { figures, agreement } = facts
  return (
    <section aria-label={facts.name} className="min-w-0 rounded-card border bg-card px-4 py-3.5">
      <h2 className="mb-1 font-semibold text-question">
        <Link href={`/projects/${slug}/classes/${facts.index}`} className="hover:underline touch:py-1">
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
          ? `Original label of ${counted(figures.ratedCount, 'rated image')}, kept on ${wholeNumber(figures.keptCount)}. `
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

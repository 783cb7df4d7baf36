'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { Chip } from '@/components/ui/chip'
import { HeadCell, Table, TableCell, TableHead, TableRow } from '@/components/ui/table'
import type { Accuracy, ModelScore, ScoreSummary } from '@/lib/contracts/models/model-score'
import { type ModelsView, modelsAddress, withChosen } from '@/lib/domain/models/models-view'
import { accuracyText, pointsRangeText, pointsText, rankChangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'
import { AccuracyCell } from './accuracy-cell'

interface ScoreTableProps {
  slug: string
  view: ModelsView
  models: ModelScore[]
  originals: ScoreSummary | null
}

type Figure = { share: number | null; interval: [number, number] | null }

/** From the least to the greatest end of what a column shows, with a little room. */
function domainOf(values: (Figure | null | undefined)[]): readonly [number, number] {
  const ends = values.flatMap((value) => (value?.share == null ? [] : [value.share, ...(value.interval ?? [])]))
  if (ends.length === 0) return [0, 1]
  const [least, most] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max(0.005, (most - least) * 0.06)
  return [Math.max(0, least - room), Math.min(1, most + room)]
}

const countedOf = ({ right, count }: Accuracy) => `${wholeNumber(right, 'en')} of ${wholeNumber(count, 'en')} images`

/** Models by reassessed accuracy, the original labels among them; two can be ticked to be compared. */
export function ScoreTable({ slug, view, models, originals }: ScoreTableProps) {
  const router = useRouter()
  const ranked = [...models].sort(
    (one, other) => (one.rank ?? 1e9) - (other.rank ?? 1e9) || one.modelId - other.modelId,
  )
  const figures = models.map((model) => model.figures)
  const domains = {
    original: domainOf(figures.map((one) => one?.original)),
    reassessed: domainOf([...figures.map((one) => one?.reassessed), originals?.reassessed]),
    preference: domainOf(figures.map((one) => one?.preference)),
  }
  const hasDecisions = figures.some((one) => one?.closed)
  const own = originals && originals.reassessed.share !== null ? originals : null
  const ownPlace = own
    ? ranked.findIndex(({ figures }) => (figures?.reassessed.share ?? -1) < (own.reassessed.share ?? 0))
    : -1
  const beforeOwn = ownPlace < 0 ? ranked : ranked.slice(0, ownPlace)
  const afterOwn = ownPlace < 0 ? [] : ranked.slice(ownPlace)
  const choose = (id: number) =>
    router.push(`/projects/${slug}/models${modelsAddress.write({ ...view, chosen: withChosen(view.chosen, id) })}`, {
      scroll: false,
    })

  const row = (model: ModelScore) => (
    <TableRow key={model.modelId} aria-selected={view.chosen.includes(model.modelId)}>
      <TableCell className="w-9 pr-0!">
        <input
          type="checkbox"
          aria-label={`Compare ${model.name}`}
          checked={view.chosen.includes(model.modelId)}
          disabled={!model.figures}
          onChange={() => choose(model.modelId)}
          className="block size-4"
        />
      </TableCell>
      <TableCell isNumber className="w-0">
        {model.rank ?? '–'}
      </TableCell>
      <TableCell className="max-w-72 py-1">
        <Link
          href={`/projects/${slug}/models/${model.modelId}${modelsAddress.write({ ...view, chosen: [], threshold: null })}`}
          title={model.name}
          className="block truncate font-medium hover:underline"
        >
          {model.name}
        </Link>
        <Purpose model={model} />
      </TableCell>
      {model.figures ? <Figures model={model} figures={model.figures} domains={domains} /> : <NotYet />}
    </TableRow>
  )

  return (
    <div className="[&>section]:max-h-[560px]">
      <Table label="Models">
        <TableHead>
          <tr>
            <HeadCell className="w-9 pr-0!">
              <span className="sr-only">Compare</span>
            </HeadCell>
            <HeadCell isNumber>Rank</HeadCell>
            <HeadCell>Model</HeadCell>
            <HeadCell isNumber>Original accuracy</HeadCell>
            <HeadCell isNumber>Reassessed accuracy</HeadCell>
            <HeadCell isNumber>Change, points</HeadCell>
            <HeadCell isNumber>Rank by original</HeadCell>
            <HeadCell isNumber>Human preference</HeadCell>
          </tr>
        </TableHead>
        <tbody>
          {beforeOwn.map(row)}
          {own && <OriginalLabels figures={own} domains={domains} hasDecisions={hasDecisions} />}
          {afterOwn.map(row)}
        </tbody>
      </Table>
    </div>
  )
}

/** What makes a reassessed accuracy less than independent stands with the model's name. */
function Purpose({ model }: { model: ModelScore }) {
  if (model.isScoredOnly && !model.isAnnotator && model.isCurrent) return null
  return (
    <span className="mt-0.5 flex flex-wrap gap-1">
      {!model.isScoredOnly && <Chip>proposed labels</Chip>}
      {model.isAnnotator && <Chip tone="maybe">evidence in this run</Chip>}
      {!model.isCurrent && model.figures && <Chip tone="maybe">recomputing</Chip>}
    </span>
  )
}

type Domains = Record<'original' | 'reassessed' | 'preference', readonly [number, number]>

function Figures({ model, figures, domains }: { model: ModelScore; figures: ScoreSummary; domains: Domains }) {
  const { original, reassessed, closed, change, preference } = figures
  const asked = preference.prediction + preference.original + preference.neither
  return (
    <>
      <AccuracyCell value={original} domain={domains.original} title={countedOf(original)} isQuiet />
      <AccuracyCell
        value={reassessed}
        domain={domains.reassessed}
        title={countedOf(reassessed)}
        beside={closed && `${accuracyText(closed.share)} with decisions`}
      />
      <TableCell isNumber className="whitespace-nowrap py-1">
        {pointsText(change?.value ?? null)}
        <span className="block text-second text-small">{pointsRangeText(change?.interval ?? null)}</span>
      </TableCell>
      <TableCell isNumber className="whitespace-nowrap py-1">
        {model.originalRank ?? '–'}
        <span className="block text-second text-small">{rankChangeText(model.originalRank, model.rank)}</span>
      </TableCell>
      <AccuracyCell
        value={preference}
        domain={domains.preference}
        title={`On ${wholeNumber(preference.images, 'en')} images where it differs from the original label: ${wholeNumber(preference.prediction, 'en')} of ${wholeNumber(asked, 'en')} answers prefer the prediction, ${wholeNumber(preference.original, 'en')} the original label, ${wholeNumber(preference.neither, 'en')} neither`}
      />
    </>
  )
}

function NotYet() {
  return (
    <TableCell colSpan={5} className="text-second">
      Not scored with this run yet
    </TableCell>
  )
}

interface OriginalLabelsProps {
  figures: ScoreSummary
  domains: Domains
  hasDecisions: boolean
}

function OriginalLabels({ figures: { reassessed, closed }, domains, hasDecisions }: OriginalLabelsProps) {
  return (
    <TableRow className="bg-page">
      <TableCell className="pr-0!" />
      <TableCell isNumber>
        <span aria-hidden>·</span>
      </TableCell>
      <TableCell className="whitespace-nowrap py-1 italic">
        Original labels <span className="block text-second text-small not-italic">treated as a model</span>
      </TableCell>
      <TableCell isNumber className="text-second">
        by definition
      </TableCell>
      <AccuracyCell
        value={reassessed}
        domain={domains.reassessed}
        title={countedOf(reassessed)}
        beside={hasDecisions && closed ? `${accuracyText(closed.share)} with decisions` : null}
      />
      <TableCell isNumber>–</TableCell>
      <TableCell isNumber>–</TableCell>
      <TableCell isNumber>–</TableCell>
    </TableRow>
  )
}

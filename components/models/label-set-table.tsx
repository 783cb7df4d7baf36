import { type Column, DataTable, nameColumn, numberColumn } from '@/components/kit/data-table'
import { Section } from '@/components/kit/section'
import type { LabelSetOfPage, ModelsPage } from '@/lib/contracts/models/models-page'
import { accuracyText, rangeText } from '@/lib/wording/models'
import { wholeNumber } from '@/lib/wording/number'
import { DeleteLabelSet } from './delete-label-set'

const none = '–'

function differing({ compared, differing: count }: LabelSetOfPage): string {
  return compared === 0 ? none : `${accuracyText(count / compared, compared)} of ${wholeNumber(compared)}`
}

const setColumns = (ours: string): Column<LabelSetOfPage>[] => [
  nameColumn('labels', 'Labels'),
  numberColumn('images', 'Images', ({ images }) => images),
  numberColumn('in-all', 'Total labels', ({ labels }) => labels, { importance: 'low' }),
  numberColumn('differ', 'Images that differ', differing, { importance: 'high' }),
  numberColumn('ours', `Only in ${ours}`, ({ onlyOurs }) => onlyOurs),
  numberColumn('theirs', 'Only in the other study', ({ onlyTheirs }) => onlyTheirs),
]

type Model = ModelsPage['models'][number]

const modelColumns = ({ labelSets, run }: ModelsPage): Column<Model>[] => [
  nameColumn('model', 'Model'),
  numberColumn('run', run ? `Run ${run.id}` : 'Run', ({ figures }) =>
    figures?.reassessed.share == null ? null : accuracyText(figures.reassessed.share, figures.reassessed.count),
  ),
  ...labelSets.map(
    (set): Column<Model> =>
      numberColumn(
        `set-${set.id}`,
        set.name,
        ({ modelId }) => {
          const found = set.models.find((one) => one.modelId === modelId)
          return found && found.count > 0
            ? `${accuracyText(found.right / found.count, found.count)} ${rangeText(found.interval, found.count)}`
            : null
        },
        { title: set.name, className: 'max-w-60 truncate' },
      ),
  ),
]

/** Label sets of other studies: images that differ from the run's labels, and accuracies of the models. */
export function LabelSetTable({ page }: { page: ModelsPage }) {
  const { labelSets, models, run } = page
  return (
    <Section
      title="Labels of other studies"
      note="Labels are compared on the rated images that both have. A model is correct where its prediction is among the labels of an image. Its accuracy covers all images with a label, rated or not, so each study may have different images."
    >
      <DataTable
        label="Labels of other studies compared with the run"
        columns={setColumns(run ? `run ${run.id}` : 'the run')}
        rows={labelSets}
        rowKey={({ id }) => id}
        actions={(set) => <DeleteLabelSet slug={page.slug} set={set} />}
      />
      {models.length > 0 && (
        <div className="mt-4">
          <DataTable
            label="Accuracy of models on labels of other studies"
            columns={modelColumns(page)}
            rows={models}
            rowKey={({ modelId }) => modelId}
          />
        </div>
      )}
    </Section>
  )
}

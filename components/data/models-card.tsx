import type { ReactNode } from 'react'
import { type Column, DataTable, nameColumn, numberColumn } from '@/components/kit/data-table'
import { FormButton } from '@/components/kit/dialog-form'
import { Chip } from '@/components/ui/chip'
import { Trash2 } from '@/components/ui/generated/icons'
import type { LocalFile } from '@/lib/client/data/chosen-files'
import { deleteModel } from '@/lib/client/data/data'
import type { DataModel, ProjectData } from '@/lib/contracts/data/project-data'
import { counted, wholeNumber } from '@/lib/wording/number'
import { percent } from '@/lib/wording/share'
import { DataCard, ExplainedActions, FormatList } from './data-card'
import { predictionFormats } from './data-formats'
import { type DownloadFile, DownloadMenu } from './download-menu'
import { RunModel } from './run-model'

const predictionFiles: DownloadFile[] = [
  ['JSON Lines', 'One image per line', 'predictions-jsonl'],
  ['CSV', 'One prediction per line', 'predictions-csv'],
]

/** The files of a model that were dropped on the page, and how many times this happened. */
export interface ModelToRun {
  count: number
  files: LocalFile[]
}

interface ModelsCardProps {
  data: ProjectData
  modelToRun: ModelToRun
  /** Why no model can be run now, or null. */
  runObstacle: string | null
  /** Buttons that choose files of predictions. */
  choose: ReactNode
}

function modelState({ models }: ProjectData): string {
  if (models.length > 0) return `${counted(models.length, 'model')} with predictions.`
  return 'No predictions yet. They propose the labels that raters are asked about. Import those of several models if you can, or run models here.'
}

export function ModelsCard({ data, modelToRun, runObstacle, choose }: ModelsCardProps) {
  const { slug, images, models } = data
  return (
    <DataCard
      id="models"
      title="Model predictions"
      state={modelState(data)}
      actions={
        <ExplainedActions id="run-obstacle" reason={runObstacle}>
          <RunModel
            key={modelToRun.count}
            slug={slug}
            models={models}
            obstacleId={runObstacle === null ? undefined : 'run-obstacle'}
            given={modelToRun.files}
          />
          {choose}
        </ExplainedActions>
      }
    >
      {models.length > 0 && (
        <div className="mt-4">
          <DataTable
            label="Models"
            columns={columnsOf(images.count)}
            rows={models}
            rowKey={({ id }) => id}
            actions={(model) => (
              <>
                <DownloadMenu
                  {...{ slug, of: `predictions of ${model.name}`, files: predictionFiles, model: model.name }}
                />
                <DeleteModelButton slug={slug} model={model} />
              </>
            )}
          />
        </div>
      )}
      <FormatList
        title="Accepted: JSON Lines, CSV, matrix, list of top-1 classes, ONNX model"
        formats={predictionFormats}
      />
    </DataCard>
  )
}

/** Deletes a model after confirmation. If a launched batch uses it, the dialog says why it cannot be deleted. */
function DeleteModelButton({ slug, model }: { slug: string; model: DataModel }) {
  return (
    <FormButton
      button={{
        ...{ size: 'small', tone: 'quiet', 'aria-label': `Delete model ${model.name}` },
        children: <Trash2 aria-hidden size={16} />,
      }}
      title={`Delete ${model.name}?`}
      cancel={model.keptByBatch ? 'Close' : 'Cancel'}
      confirm={model.keptByBatch ? null : 'Delete model'}
      isDangerous
      refreshes="after-success"
      act={() => deleteModel(slug, model.id)}
    >
      <p>
        {model.keptByBatch
          ? `This model cannot be deleted: batch “${model.keptByBatch}” asks about candidates that it proposed.`
          : `This also deletes its ${counted(model.predictions, 'prediction')}. Candidates that it proposed stay. You can import its file again.`}
      </p>
    </FormButton>
  )
}

const kindWord = { probability: 'Probability', logit: 'Logit' } as const

const columnsOf = (imageCount: number): Column<DataModel>[] => [
  {
    ...nameColumn<DataModel>('model', 'Model'),
    cell: ({ name, isScoredOnly }) => (
      <>
        {name} {isScoredOnly && <Chip>only scored</Chip>}
      </>
    ),
  },
  numberColumn('images', 'Images', ({ images }) => (
    <>
      {wholeNumber(images)}
      {images < imageCount && <span className="text-second"> of {wholeNumber(imageCount)}</span>}
    </>
  )),
  numberColumn('predictions', 'Predictions', ({ predictions }) => predictions),
  {
    key: 'kind',
    head: 'Scores',
    importance: 'low',
    cell: ({ scoreKind }) => (scoreKind ? kindWord[scoreKind] : 'Ranks only'),
  },
  numberColumn('agreeing', 'Top-1 equals original label', ({ agreeingImages, comparedImages }) =>
    comparedImages > 0 ? percent(agreeingImages / comparedImages) : null,
  ),
]
